import type { BinaryOperator } from './operators.ts';

/** Between which two numbers every value lies, both inclusive; NaN lies nowhere. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
  /** It is never 0, although 0 may lie between. */
  readonly nonZero: boolean;
  /** It may be NaN. */
  readonly nan: boolean;
}

const LEAST = Number.NEGATIVE_INFINITY;
const MOST = Number.POSITIVE_INFINITY;

export function between(min: number, max: number, nan = false): Bounds {
  return { min, max, nonZero: min > 0 || max < 0, nan };
}

export function exactly(value: number): Bounds {
  return Number.isNaN(value) ? ANY_VALUE : between(value, value);
}

export const ANY_VALUE: Bounds = between(LEAST, MOST, true);
/** Counts, rates, ages: not below 0. */
export const NOT_NEGATIVE: Bounds = between(0, MOST, true);
export const SHARE: Bounds = between(0, 1, true);

/** Whether a division by it may have no answer. */
export function canBeZero({ min, max, nonZero }: Bounds): boolean {
  return min <= 0 && max >= 0 && !nonZero;
}

export function hull(a: Bounds, b: Bounds): Bounds {
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max), nonZero: a.nonZero && b.nonZero, nan: a.nan || b.nan };
}

/** What both say of one value; undefined where they contradict each other. */
export function meet(a: Bounds, b: Bounds): Bounds | undefined {
  const min = Math.max(a.min, b.min);
  const max = Math.min(a.max, b.max);
  const nonZero = a.nonZero || b.nonZero;
  if (min > max || (nonZero && min === 0 && max === 0)) return undefined;
  return { min, max, nonZero, nan: a.nan && b.nan };
}

export function negated({ min, max, nonZero, nan }: Bounds): Bounds {
  return { min: -max, max: -min, nonZero, nan };
}

export function withNan(bounds: Bounds): Bounds {
  return { ...bounds, nan: true };
}

/** A value between others: of infinities there is none. */
export function interpolated(bounds: Bounds): Bounds {
  return isEndless(bounds) ? withNan(bounds) : bounds;
}

/** The sum of one value at least, and of `count` at most. */
export function summed({ min, max, nan }: Bounds, count: number): Bounds {
  const endless = min === LEAST && max === MOST;
  return between(min < 0 ? min * count : min, max > 0 ? max * count : max, nan || endless);
}

/** `left op right` of two numbers. */
export function arithmetic(op: BinaryOperator, a: Bounds, b: Bounds): Bounds {
  if (op === '+') return sum(a, b);
  if (op === '-') return sum(a, negated(b));
  if (op === '*') return product(a, b);
  if (op === '/') return quotient(a, b);
  if (op === 'atan2') return between(-Math.PI, Math.PI, true);
  if (op === '^') return a.min >= 0 ? NOT_NEGATIVE : ANY_VALUE;
  return op === '%' ? remainder(a, b) : ANY_VALUE;
}

function sum(a: Bounds, b: Bounds): Bounds {
  const endless = (a.max === MOST && b.min === LEAST) || (a.min === LEAST && b.max === MOST);
  return between(number(a.min + b.min, LEAST), number(a.max + b.max, MOST), a.nan || b.nan || endless);
}

function product(a: Bounds, b: Bounds): Bounds {
  const ends = [a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max].map((end) => number(end, 0));
  const lost = (canBeZero(a) && isEndless(b)) || (canBeZero(b) && isEndless(a));
  return between(Math.min(...ends), Math.max(...ends), a.nan || b.nan || lost);
}

function quotient(a: Bounds, b: Bounds): Bounds {
  const nan = a.nan || b.nan || (canBeZero(a) && canBeZero(b)) || (isEndless(a) && isEndless(b));
  const positive = b.min >= 0;
  // A divisor of -0 turns the sign, and cannot be told from 0.
  if (canBeZero(b) && !(positive && a.min >= 0)) return { ...ANY_VALUE, nan };
  if (!positive && b.max > 0) return { ...ANY_VALUE, nan };
  const ends = [a.min / b.min, a.min / b.max, a.max / b.min, a.max / b.max].map((end) => number(end, 0));
  return between(Math.min(...ends), canBeZero(b) || (positive && b.min === 0) ? MOST : Math.max(...ends), nan);
}

/** It has the sign of what is divided, and is not larger. */
function remainder(a: Bounds, b: Bounds): Bounds {
  const size = Math.max(Math.abs(b.min), Math.abs(b.max));
  return between(a.min < 0 ? Math.max(a.min, -size) : 0, a.max > 0 ? Math.min(a.max, size) : 0, true);
}

function isEndless({ min, max }: Bounds): boolean {
  return min === LEAST || max === MOST;
}

/** `∞ - ∞` and `0 · ∞` of two ends say nothing of what lies between. */
function number(end: number, otherwise: number): number {
  return Number.isNaN(end) ? otherwise : end;
}
