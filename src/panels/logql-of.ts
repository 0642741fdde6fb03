import { parseLogql } from '../query/logql/parse.ts';
import type { Expr, RangeAggregation } from '../query/logql/tree.ts';
import type { GrafanaUnit } from './units.ts';

/** What functions over lines measure; the others count. */
const UNIT_OF: Readonly<Record<string, GrafanaUnit>> = {
  bytes_over_time: 'bytes',
  bytes_rate: 'binBps',
  rate: 'cps',
};

/** Grafana's unit of a LogQL answer. */
export function logqlUnit(text: string): GrafanaUnit {
  const { expr } = parseLogql(text);
  return expr ? unitIn(expr) : 'short';
}

/** Labels a LogQL answer is kept apart by; undefined is anybody's guess, as is every answer of lines. */
export function logqlGrouping(text: string): readonly string[] | undefined {
  const { expr } = parseLogql(text);
  return expr && labelsIn(expr);
}

function unitIn(expr: Expr): GrafanaUnit {
  if (expr.kind === 'range') return rangeUnit(expr);
  if (expr.kind === 'aggregation') return expr.op === 'count' ? 'short' : unitIn(expr.expr);
  if (expr.kind === 'paren' || expr.kind === 'label-replace') return unitIn(expr.expr);
  if (expr.kind !== 'binary') return 'short';
  const [left, right] = [expr.left, expr.right].map((side) => (side.kind === 'number' ? undefined : unitIn(side)));
  return expr.op === '/' && left !== undefined && left === right ? 'percentunit' : (left ?? right ?? 'short');
}

/** A number that was unwrapped from a line says nothing of its unit. */
function rangeUnit({ op, logs }: RangeAggregation): GrafanaUnit {
  return logs.stages.some((stage) => stage.kind === 'unwrap') ? 'short' : (UNIT_OF[op] ?? 'short');
}

function labelsIn(expr: Expr): readonly string[] | undefined {
  if (expr.kind === 'number' || expr.kind === 'vector') return [];
  if (expr.kind === 'paren' || expr.kind === 'label-replace') return labelsIn(expr.expr);
  if (expr.kind === 'binary') return widest(labelsIn(expr.left), labelsIn(expr.right));
  if (expr.kind === 'logs' || expr.kind === 'variants' || expr.grouping?.op === 'without') return undefined;
  if (expr.kind === 'range') return expr.grouping?.labels;
  return /^(?:topk|bottomk|approx_topk|sort|sort_desc)$/.test(expr.op) ? undefined : (expr.grouping?.labels ?? []);
}

function widest(left: readonly string[] | undefined, right: readonly string[] | undefined): readonly string[] | undefined {
  if (!left || !right) return undefined;
  return left.length >= right.length ? left : right;
}
