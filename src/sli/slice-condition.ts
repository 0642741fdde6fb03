import { printPromql } from '../query/promql/print.ts';
import { type Binary, type Expr, NO_SPAN, type NumberLiteral } from '../query/promql/tree.ts';
import { typeOf } from '../query/promql/type-of.ts';

type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' };

/** A condition: a comparison of something measured. */
export interface SliceCondition extends Binary {
  readonly op: Comparison;
}

/** The comparison a query is, or undefined: of anything else it cannot be told whether nothing means bad or not measured. */
export function conditionIn(expr: Expr): SliceCondition | undefined {
  if (expr.kind === 'paren') return conditionIn(expr.expr);
  return isComparison(expr) && typeOf(expr) === 'vector' ? expr : undefined;
}

/** The opposite as 1 and 0; what is no number on a side was not measured. */
export function oppositeOf(condition: SliceCondition): string {
  const { left, right, op } = condition;
  return printPromql({ ...condition, op: OPPOSITE[op], bool: true, left: measured(left), right: measured(right) });
}

function isComparison(expr: Expr): expr is SliceCondition {
  return expr.kind === 'binary' && Object.hasOwn(OPPOSITE, expr.op);
}

const LOWEST: NumberLiteral = { kind: 'number', span: NO_SPAN, value: Number.NEGATIVE_INFINITY, text: '-Inf' };

/** Every number is `>= -Inf`; 0 / 0 is none. */
function measured(side: Expr): Expr {
  if (typeOf(side) !== 'vector') return side;
  const compared: Binary = { kind: 'binary', span: NO_SPAN, op: '>=', left: side, right: LOWEST, bool: false };
  return { kind: 'paren', span: NO_SPAN, expr: compared };
}

/** Values of its left side that make it true and false, where its right side is a number. */
export function valuesOf({ op, right }: SliceCondition): { readonly good: number; readonly bad: number } | undefined {
  if (right.kind !== 'number') return undefined;
  const { value } = right;
  const values: Readonly<Record<Comparison, { good: number; bad: number }>> = {
    '<': { good: value - 1, bad: value },
    '<=': { good: value, bad: value + 1 },
    '>': { good: value + 1, bad: value },
    '>=': { good: value, bad: value - 1 },
    '==': { good: value, bad: value + 1 },
    '!=': { good: value + 1, bad: value },
  };
  return values[op];
}
