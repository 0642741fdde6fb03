import type { Expr } from '../../../query/promql/tree.ts';
import { selectorsOf } from '../../../query/promql/visit.ts';

/** Whether every selector asks for one value of the label, so that it tells no series from another. */
export function isPinned(expr: Expr, label: string): boolean {
  return selectorsOf(expr).every(({ matchers }) => matchers.some((matcher) => matcher.label === label && matcher.op === '='));
}
