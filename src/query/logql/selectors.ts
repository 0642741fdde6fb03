import type { Expr, LogExpr, MetricExpr } from './tree.ts';

type Visitors = { readonly [K in MetricExpr['kind']]: (expr: Extract<MetricExpr, { kind: K }>) => readonly LogExpr[] };

const OF: Visitors = {
  number: () => [],
  vector: () => [],
  range: ({ logs }) => [logs],
  paren: ({ expr }) => selectorsOf(expr),
  aggregation: ({ expr }) => selectorsOf(expr),
  'label-replace': ({ expr }) => selectorsOf(expr),
  binary: ({ left, right }) => [...selectorsOf(left), ...selectorsOf(right)],
};

/** Every stream selector of a query, with its pipeline, from left to right. */
export function selectorsOf(expr: Expr): readonly LogExpr[] {
  if (expr.kind === 'logs') return [expr];
  const visit = OF[expr.kind] as (expr: MetricExpr) => readonly LogExpr[]; // the table's entry for this kind
  return visit(expr);
}
