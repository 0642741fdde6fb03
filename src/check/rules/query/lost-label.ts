import type { Analysis } from '../../../query/promql/analyse.ts';
import { canHave } from '../../../query/promql/labels.ts';
import { operatorShape } from '../../../query/promql/operators.ts';
import type { Aggregation, Binary, Expr } from '../../../query/promql/tree.ts';
import { childrenOf } from '../../../query/promql/visit.ts';

/** Where a label is dropped that the series had, and how to keep it. */
export interface Loss {
  readonly label: string;
  readonly part: Aggregation | Binary;
  /** `sum by (route)`, as it stands in the query. */
  readonly by: string;
  readonly keep: string;
}

/** The part that drops a label its input has; undefined where the series never had it. */
export function lossOf(expr: Expr, label: string, facts: Analysis['facts']): Loss | undefined {
  const known = facts.get(expr);
  if (known === undefined || canHave(known.labels, label)) return undefined;
  if (expr.kind === 'aggregation' && facts.get(expr.expr)?.labels.exact.has(label)) return lostByAggregation(expr, label);
  if (expr.kind === 'binary') {
    const has = [expr.left, expr.right].filter((side) => facts.get(side)?.labels.exact.has(label));
    if (has.length > 0) return lostByJoin(expr, label, has.length === 2);
  }
  for (const part of labelSources(expr)) {
    const found = lossOf(part, label, facts);
    if (found) return found;
  }
  return undefined;
}

/** The parts whose labels the result has. */
function labelSources(expr: Expr): readonly Expr[] {
  if (expr.kind === 'binary' && operatorShape(expr.op).kind === 'set' && expr.op !== 'or') return [expr.left];
  return expr.kind === 'aggregation' ? [expr.expr] : childrenOf(expr);
}

function lostByAggregation(part: Aggregation, label: string): Loss {
  const { op, by, without } = part;
  const text = headText(part);
  if (without) return { label, part, by: text, keep: `remove ${label} from without (${without.join(', ')})` };
  const kept = `${op} by (${[...(by ?? []), label].join(', ')})`;
  return { label, part, by: text, keep: by && by.length > 0 ? `add it: ${kept}` : `keep it: ${kept} (…)` };
}

function lostByJoin(part: Binary, label: string, onBoth: boolean): Loss {
  const { op, matching } = part;
  const on = matching?.on;
  const by = on ? `${op} on (${on.join(', ')})` : `${op} ignoring (${matching?.ignoring?.join(', ') ?? ''})`;
  const added = on ? `add it: on (${[...on, label].join(', ')})` : `remove ${label} from ignoring (…)`;
  return { label, part, by, keep: onBoth ? added : 'write group_left () or group_right () towards the side that has it' };
}

/** An aggregation with its grouping, as it stands in the query. */
export function headText({ op, by, without }: Aggregation): string {
  if (by) return `${op} by (${by.join(', ')})`;
  return without ? `${op} without (${without.join(', ')})` : op;
}

/** Whether it makes one of several series: not where its groups have all the labels there are. */
export function mergesSeries({ expr, by, without }: Aggregation, facts: Analysis['facts']): boolean {
  const labels = facts.get(expr)?.labels;
  if (!labels || labels.open) return true;
  if (without) return without.some((label) => labels.exact.has(label));
  return [...labels.exact].some((label) => !by?.includes(label));
}
