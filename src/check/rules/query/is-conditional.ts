import { operatorShape } from '../../../query/promql/operators.ts';
import { ALERT_SERIES } from '../../../query/promql/series.ts';
import type { Expr } from '../../../query/promql/tree.ts';
import { childrenOf } from '../../../query/promql/visit.ts';
import { bare, type RecordedExpressions } from './parts.ts';

/** Whether there are moments at which it answers nothing although the series are there. */
export function isConditional(of: Expr, recorded: RecordedExpressions): boolean {
  const expr = bare(of);
  if (expr.kind === 'binary') {
    if (expr.op === 'or') return isConditional(expr.left, recorded) && isConditional(expr.right, recorded);
    const { kind } = operatorShape(expr.op);
    if (kind === 'set' || (kind === 'comparison' && !expr.bool)) return true;
  }
  if (expr.kind === 'call' && /^absent/.test(expr.func)) return true;
  if (expr.kind !== 'vector') return childrenOf(expr).some((child) => isConditional(child, recorded));
  if (ALERT_SERIES.has(expr.name ?? '')) return true;
  const rule = recorded.get(expr.name ?? '');
  return rule !== undefined && isConditional(rule, recorded);
}
