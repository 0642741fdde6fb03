import { printDuration } from '../../kernel/duration.ts';
import { type BinaryOperator, operatorShape, SIGN_PRECEDENCE } from './operators.ts';

/** A duration expression: its milliseconds where they are known before the query runs, and its text. */
export interface Length {
  readonly ms?: number;
  /** A number with its signs, which Prometheus judges when it reads it; what is computed it judges when it runs. */
  readonly literal?: boolean;
  readonly text: string;
  /** Of the operator that made `text`. */
  readonly precedence: number;
}

/** Prometheus keeps durations in 64 bits of nanoseconds. */
export const MAX_DURATION_MS = 2 ** 63 / 1e6;

export const ATOM = 7;

/** Arithmetic is in seconds: `5m * 2` is `5m` times two. */
const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};

export function foldDuration(left: Length, op: BinaryOperator, right: Length): Length {
  const { precedence } = operatorShape(op);
  const compute = ARITHMETIC[op];
  if (left.ms !== undefined && right.ms !== undefined && compute) {
    const ms = Math.round(compute(left.ms / 1000, right.ms / 1000) * 1e9) / 1e6;
    if (Math.abs(ms) <= MAX_DURATION_MS) return { ms, text: '', precedence: ATOM };
  }
  const tight = op === '^';
  const text = `${wrapped(left, precedence + (tight ? 1 : 0))} ${op} ${wrapped(right, precedence + (tight ? 0 : 1))}`;
  return { text, precedence };
}

export function negateLength(length: Length): Length {
  if (length.ms !== undefined) return { ...length, ms: -length.ms };
  return { text: `-${wrapped(length, SIGN_PRECEDENCE + 1)}`, precedence: SIGN_PRECEDENCE };
}

export function lengthText(length: Length): string {
  if (length.ms === undefined) return length.text;
  if (length.literal || length.ms > 0) return durationText(length.ms);
  return length.ms === 0 ? '(0s)' : `-(${durationText(-length.ms)})`;
}

/** Prometheus has no duration below a millisecond, but takes seconds. */
export function durationText(ms: number): string {
  if (ms < 0) return `-${durationText(-ms)}`;
  return Number.isSafeInteger(ms) ? printDuration(ms) : plainNumber(ms / 1000);
}

export function plainNumber(value: number): string {
  return String(value);
}

/** Whether a printed length has an operator outside its parentheses. */
export function isArithmetic(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === ' ' && depth === 0) return true;
  }
  return false;
}

function wrapped(length: Length, minimum: number): string {
  const text = lengthText(length);
  const loose = length.ms === undefined ? length.precedence < minimum : length.ms < 0;
  return loose ? `(${text})` : text;
}
