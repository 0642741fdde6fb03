import { isRecord } from '../kernel/canonical.ts';
import { type At, type Field, wrong } from './field.ts';
import { type NotificationText, printNotification } from './notification-text.ts';

type Traits = Pick<Field, 'required' | 'since'>;

/** A text Alertmanager reads as a template. */
export function text(key: string, { fallback, ...traits }: Traits & { readonly fallback?: string } = {}): Field {
  const entry = fallback === undefined ? {} : { fallback: { [key]: fallback } };
  return {
    ...traits,
    ...entry,
    read(value, at) {
      const printed = printedText(value, at);
      if (printed === undefined) return {};
      return printed === '' && traits.required ? wrong(printed, 'a text', at) : { [key]: printed };
    },
  };
}

/** Texts by name, each a template. */
export function texts(
  key: string,
  { fallback, ...traits }: Traits & { readonly fallback?: Readonly<Record<string, string>> } = {},
): Field {
  const entry = fallback === undefined ? {} : { fallback: { [key]: fallback } };
  return {
    ...traits,
    ...entry,
    read(value, at) {
      if (!isRecord(value)) return wrong(value, "texts by name: { name: 'text' }", at);
      const entries = Object.entries(value).flatMap(([name, one]) => {
        const printed = printedText(one, { ...at, path: `${at.path}.${name}` });
        return printed === undefined ? [] : [[name, printed] as const];
      });
      return { [key]: Object.fromEntries(entries) };
    },
  };
}

/** Any plain data; every text in it is a template. */
export function payload(key: string, traits: Traits = {}): Field {
  return { ...traits, read: (value, at) => ({ [key]: payloadOf(value, at) }) };
}

/** Deeper data is written by nobody; it may refer to itself. */
const DEEPEST = 20;

function payloadOf(value: unknown, at: At, depth = 0): unknown {
  const below = (name: string): At => ({ ...at, path: `${at.path}.${name}` });
  if (typeof value === 'string' || typeof value === 'function') return printedText(value, at) ?? '';
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) || value === null) return value;
  if (depth < DEEPEST && Array.isArray(value)) return value.map((one, index) => payloadOf(one, below(String(index)), depth + 1));
  if (depth < DEEPEST && isRecord(value) && !('kind' in value))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, payloadOf(one, below(name), depth + 1)]));
  return wrong(value, 'texts, numbers, true, false, lists and objects of them', at);
}

function printedText(value: unknown, at: At): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'function') {
    wrong(value, 'a text, or a function ({ labels, alerts }) => text', at);
    return undefined;
  }
  const printed = ran(value as NotificationText, at); // what else it may be is told where its result is no text
  if (printed === undefined) return undefined;
  at.reading.texts.push({ where: at.path, text: printed });
  return printed;
}

function ran(value: NotificationText, at: At): string | undefined {
  try {
    const printed: unknown = printNotification(value);
    if (typeof printed === 'string') return printed;
    at.reading.problems.push({
      message: `The function at \`${at.path}\` of ${at.kind} returns no text.`,
      fix: 'return a text: ({ labels }) => `${labels.service} fails`',
    });
  } catch (error) {
    at.reading.problems.push({
      message: `The function at \`${at.path}\` of ${at.kind} fails: ${error instanceof Error ? error.message : 'it throws'}.`,
      fix: 'write labels by name: ({ labels }) => `${labels.service} fails`',
    });
  }
  return undefined;
}
