import { type Bounds, between, meet } from './bounds.ts';
import { type BinaryOperator, operatorShape } from './operators.ts';

type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type Verdict = 'always' | 'never' | 'sometimes';

const FLIPPED: Readonly<Record<Comparison, Comparison>> = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const ENDLESS = Number.POSITIVE_INFINITY;

export function isComparison(op: BinaryOperator): op is Comparison {
  return operatorShape(op).kind === 'comparison';
}

/** `5 < x` as what it asks of x. */
export function flipped(op: Comparison): Comparison {
  return FLIPPED[op];
}

/** Whether `a op b` holds for values within these bounds. NaN is unequal to everything, and no comparison else holds for it. */
export function compare(op: Comparison, a: Bounds, b: Bounds): Verdict {
  const nan = a.nan || b.nan;
  if (op === '==') return isApart(a, b) ? 'never' : isOne(a, b) && !nan ? 'always' : 'sometimes';
  if (op === '!=') return isApart(a, b) ? 'always' : isOne(a, b) && !nan ? 'never' : 'sometimes';
  if (op === '>' || op === '>=') return compare(flipped(op), b, a);
  const [never, always] = op === '<' ? [a.min >= b.max, a.max < b.min] : [a.min > b.max, a.max <= b.min];
  if (never) return 'never';
  return always && !nan ? 'always' : 'sometimes';
}

/** What is known of the values of `a` that pass `a op b`; undefined where none can. */
export function filtered(op: Comparison, a: Bounds, b: Bounds): Bounds | undefined {
  if (compare(op, a, b) === 'never') return undefined;
  if (op === '==') return meet(a, { ...b, nan: false });
  if (op === '!=') return b.min === 0 && b.max === 0 ? { ...a, nonZero: true } : a;
  const side = op.startsWith('>') ? between(b.min, ENDLESS) : between(-ENDLESS, b.max);
  const strict = (op === '>' && b.min >= 0) || (op === '<' && b.max <= 0);
  return meet(a, { ...side, nonZero: side.nonZero || strict });
}

function isApart(a: Bounds, b: Bounds): boolean {
  return meet(a, b) === undefined;
}

function isOne(a: Bounds, b: Bounds): boolean {
  return a.min === a.max && b.min === b.max && a.min === b.min;
}
