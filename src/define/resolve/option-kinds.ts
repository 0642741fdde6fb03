import { isPlain } from '../../kernel/canonical.ts';
import type { Place, Refused } from './place.ts';

/** What an option takes. */
export type OptionKind = Omit<Place, 'field' | 'strict'>;

const DEEPEST = 100;
const PASSWORD: Refused = {
  code: 'definition/secret-literal',
  seen: 'an address with a password',
  wanted:
    "the address alone: a login is given as `credentials: secret.file('…')` to a remoteWrite, and as `basicAuth` or `token` to the `api` of a target",
};

/** A place for each option; null is told as well, since nothing else looks at them. */
export function places(options: Readonly<Record<string, OptionKind>>): readonly Place[] {
  return Object.entries(options).map(([field, kind]) => ({ field, ...kind, strict: true }));
}

export const STRING: OptionKind = { fits: (value) => typeof value === 'string', wanted: 'a text' };
export const SWITCH: OptionKind = { fits: (value) => typeof value === 'boolean', wanted: 'true or false' };
/** What kind of time, is looked at closer where it is read. */
export const TIME: OptionKind = { fits: (value) => typeof value === 'string', wanted: "a time: '30d'" };
const PLAIN_URL = matching(/^https?:\/\/[^\s/]\S*$/, "an address: 'https://example.org'");
/** It is written into many files, all of which would hold the password. */
export const URL: OptionKind = {
  ...PLAIN_URL,
  fits: (value) => PLAIN_URL.fits(value) && !hasPassword(value),
  refused: (value) => (hasPassword(value) ? PASSWORD : undefined),
};
export const ADDRESS = matching(/^\S+:\d{1,5}$/, "an address: 'kafka:9092'");
/** Written into a file as it is. */
export const TREE: OptionKind = {
  fits: (value) => isPlain(value) && isTree(value, 0),
  strange: (value) => (isPlain(value) ? strangeIn(value, [], new Set()) : []),
  wanted: '{ … } of texts, numbers, true, false, null, lists and objects, none of which holds itself',
};

export function text(example: string): OptionKind {
  return matching(/^[^\p{Cc}]+$/u, `a text on one line: '${example}'`);
}

/** How many, where there cannot be more. */
export function countTo(most: number): OptionKind {
  const fits = (value: unknown) => Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= most;
  return { fits, wanted: `a whole number from 1 to ${most}` };
}

export function oneOf(...words: readonly (string | number)[]): OptionKind {
  const all = words.map((word) => (typeof word === 'string' ? `'${word}'` : String(word)));
  return { fits: (value) => words.some((word) => word === value), wanted: `${all.slice(0, -1).join(', ')} or ${all.at(-1)}` };
}

/** An object of options. */
export function group(options: Readonly<Record<string, OptionKind>>): OptionKind {
  return { fits: isPlain, wanted: `{ ${Object.keys(options).join(', ')} }`, inside: places(options) };
}

export function list(kind: OptionKind): OptionKind {
  return { ...kind, each: 'list' };
}

/** An object whose keys are the author's. */
export function map(kind: OptionKind, key: string): OptionKind {
  return { ...kind, each: 'record', key };
}

export function needed(kind: OptionKind): OptionKind {
  return { ...kind, needed: true };
}

function matching(form: RegExp, wanted: string): OptionKind {
  return { fits: (value) => typeof value === 'string' && form.test(value), wanted };
}

/** What holds itself is deeper than any. */
function isTree(value: unknown, level: number): boolean {
  if (level > DEEPEST) return false;
  if (Array.isArray(value)) return value.every((one) => isTree(one, level + 1));
  if (typeof value === 'object' && value !== null)
    return isPlain(value) && Object.values(value).every((one) => isTree(one, level + 1));
  return value === undefined || value === null || Number.isFinite(value) || ['string', 'boolean'].includes(typeof value);
}

/** Each value in a tree that cannot be written, by its path; what holds itself is named where it comes again. */
function strangeIn(value: object, path: readonly string[], above: ReadonlySet<object>): [string, unknown][] {
  const within = new Set([...above, value]);
  return Object.entries(value).flatMap(([key, one]: [string, unknown]): [string, unknown][] => {
    const at = [...path, key];
    const isBranch = (Array.isArray(one) || isPlain(one)) && !within.has(one) && at.length <= DEEPEST;
    if (isBranch) return strangeIn(one, at, within);
    return isTree(one, 0) ? [] : [[at.join('.'), one]];
  });
}

function hasPassword(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\/[^/?#@\s]*:[^/?#\s]*@/.test(value);
}
