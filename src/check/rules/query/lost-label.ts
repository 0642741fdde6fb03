import type { Analysis } from '../../../query/promql/analyse.ts';
import { canHave } from '../../../query/promql/labels.ts';
import { operatorShape } from '../../../query/promql/operators.ts';
import type { Aggregation, Expr } from '../../../query/promql/tree.ts';
import { childrenOf } from '../../../query/promql/visit.ts';

/** The aggregation that drops a label its input has; undefined where the series never had it, or something else drops it. */
export function aggregationThatDrops(expr: Expr, label: string, facts: Analysis['facts']): Aggregation | undefined {
  const known = facts.get(expr);
  if (known === undefined || canHave(known.labels, label)) return undefined;
  if (expr.kind === 'aggregation' && facts.get(expr.expr)?.labels.exact.has(label)) return expr;
  for (const part of labelSources(expr)) {
    const found = aggregationThatDrops(part, label, facts);
    if (found) return found;
  }
  return undefined;
}

/** The parts whose labels the result has. */
function labelSources(expr: Expr): readonly Expr[] {
  if (expr.kind === 'binary' && operatorShape(expr.op).kind === 'set' && expr.op !== 'or') return [expr.left];
  return expr.kind === 'aggregation' ? [expr.expr] : childrenOf(expr);
}
