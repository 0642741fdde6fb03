import { type AnnotationText, printAnnotation } from '../alerts/annotation.ts';
import { givenTo } from '../kernel/place.ts';
import { type NotificationText, printNotification } from '../receivers/notification-text.ts';
import { isMetric } from './reach.ts';

/** A text that is another one wherever anything it can read is: two values of one digest look alike to every pure function. */
export type Digest = (value: unknown) => string;

/** Something that does more than its fields say: an instance of a class, what a remediation runs, a function that counts its calls. */
export class Opaque extends Error {}

/**
 * `hash` makes a short text of a long one. What many things refer to (definitions, metrics) is hashed once. Where something was written is no
 * part of it: only `load/` reads that, to print a place.
 */
export function digesting(hash: (text: string) => string, isShared: (value: object) => boolean): Digest {
  const known = new Map<object, string>();
  const begun = new Set<object>();
  const print = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return printPlain(value);
    if (begun.has(value)) throw new Opaque('it holds itself');
    const found = known.get(value);
    if (found !== undefined) return found;
    begun.add(value);
    const text = printObject(value, print);
    begun.delete(value);
    if (!isShared(value) && !isMetric(value)) return text;
    const short = `#${hash(text)}`;
    known.set(value, short);
    return short;
  };
  return (value) => hash(print(value));
}

function printPlain(value: unknown): string {
  if (typeof value === 'string') return printText(value);
  if (typeof value === 'symbol') throw new Opaque('it holds a symbol');
  if (typeof value === 'function') return `(${written(value as Writing)}`; // the only functions an author gives
  return Object.is(value, -0) ? '-0' : `${typeof value} ${String(value)};`;
}

/** A text with half a character is another one once it is written: all such halves are written alike. */
function printText(text: string): string {
  if (!text.isWellFormed()) throw new Opaque('it holds half a character');
  return `"${text.length}:${text}`;
}

type Writing = Exclude<AnnotationText & NotificationText, string>;

/** What a function of an author writes; of one that writes something else the next time nobody knows what it will write. */
function written(write: Writing): string {
  const now = writtenOnce(write);
  if (writtenOnce(write) !== now) throw new Opaque('it writes something else each time');
  return now;
}

/** All that it is ever asked: what it writes into an alert, and into a notification. */
function writtenOnce(write: Writing): string {
  return [() => printAnnotation(write), () => printNotification(write)].map(outcomeOf).join('');
}

function outcomeOf(work: () => unknown): string {
  try {
    const text = work();
    return typeof text === 'string' ? printPlain(text) : `${typeof text};`;
  } catch (thrown) {
    return `!${printPlain(thrown instanceof Error ? thrown.message : '')}`;
  }
}

function printObject(value: object, print: (value: unknown) => string): string {
  if (Array.isArray(value)) return `[${value.length}:${value.map(print).join('')}`;
  if (value instanceof RegExp) return `/${print(value.source)}${value.flags};`;
  if (value instanceof Date) return `@${value.getTime()};`;
  if ('kind' in value && value.kind === 'remediation') throw new Opaque('it does something when an alert fires');
  const given = givenTo(value);
  return `{${fieldsOf(value, print)}${inheritedBy(value, print)}${given ? `<${print(given.options)}` : ''}}`;
}

function fieldsOf(value: object, print: (value: unknown) => string): string {
  const entries = Object.entries(value);
  if (Object.getOwnPropertyNames(value).length > entries.length) throw new Opaque('it holds what is not listed');
  return entries.map(([name, field]) => `${print(name)}${print(field)}`).join('');
}

/** Metrics and selections share what they inherit: methods of ours, which follow from the version of this package. */
function inheritedBy(value: object, print: (value: unknown) => string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== 'object' || prototype === null || prototype === Object.prototype) return '';
  if (Object.hasOwn(prototype, 'constructor')) throw new Opaque('it is an instance of a class');
  const data = Object.entries(prototype).filter(([, field]) => typeof field !== 'function');
  return `^${print(Object.fromEntries(data))}${inheritedBy(prototype, print)}`;
}
