import { printRefused } from './print.ts';

/** What a constructor was given, or a `TypeError` that says what to write: for callers whose types are not checked. */
export function optionsOf<T extends object>(what: string, given: T, of = 'options'): T {
  if ((typeof given === 'object' && given !== null) || typeof given === 'function') return given;
  throw new TypeError(`${what} takes an object of ${of}, not ${printRefused(given)}`);
}

/** One of a few words, or a `TypeError` with all of them. */
export function oneOfWords<W extends string>(what: string, word: W, words: readonly W[]): W {
  if (words.includes(word)) return word;
  throw new TypeError(`${what} ${printRefused(word)} is none of ${words.join(', ')}`);
}

/** A count from 1 on, or a `TypeError`: with `NaN` a limit would hold nothing, or everything. */
export function countOf(what: string, value: number): number {
  if (typeof value === 'number' && value >= 1) return value;
  throw new TypeError(`${what} ${printRefused(value)} is no number from 1 on`);
}

export function atLeastZero(what: string, value: number): number {
  if (typeof value === 'number' && value >= 0) return value;
  throw new TypeError(`${what} ${printRefused(value)} is no number from 0 on`);
}
