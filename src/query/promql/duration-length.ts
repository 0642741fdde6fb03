import { printDuration } from '../../kernel/duration.ts';
import { type BinaryOperator, operatorShape, SIGN_PRECEDENCE } from './operators.ts';

/** A duration expression: its milliseconds where they are known before the query runs, and its text. */
export interface Length {
  readonly ms?: number;
  readonly text: string;
  /** Of the operator that made `text`. */
  readonly precedence: number;
}

const ATOM = 7;

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
    return { ms: Number.isFinite(ms) ? ms : 0, text: '', precedence: ATOM };
  }
  const tight = op === '^';
  const text = `${wrapped(left, precedence + (tight ? 1 : 0))} ${op} ${wrapped(right, precedence + (tight ? 0 : 1))}`;
  return { text, precedence };
}

export function negateLength(length: Length): Length {
  if (length.ms !== undefined) return { ms: -length.ms, text: '', precedence: ATOM };
  return { text: `-${wrapped(length, SIGN_PRECEDENCE + 1)}`, precedence: SIGN_PRECEDENCE };
}

export function lengthText(length: Length): string {
  return length.ms === undefined ? length.text : durationText(length.ms);
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
