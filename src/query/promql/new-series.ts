import { isSameExpression } from './same-expression.ts';
import type { Binary, Expr, VectorSelector } from './tree.ts';

/** `errors > 0 unless errors offset 5m`: the series that were not there 5 minutes ago, whose raw value is what they have counted. */
export function asksForNewSeries({ op, left, right }: Binary): boolean {
  if (op !== 'unless') return false;
  const [now, before] = [selectorOf(left), selectorOf(right)];
  if (!now || before?.offset === undefined || now.offset !== undefined) return false;
  const { offset: _ago, ...same } = before;
  return isSameExpression(now, same);
}

/** The series that is compared with a number. */
function selectorOf(expr: Expr): VectorSelector | undefined {
  if (expr.kind === 'paren') return selectorOf(expr.expr);
  if (expr.kind === 'vector') return expr;
  return expr.kind === 'binary' && expr.right.kind === 'number' ? selectorOf(expr.left) : undefined;
}
