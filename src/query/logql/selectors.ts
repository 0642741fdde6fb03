import type { Expr, LogExpr, MetricExpr } from './tree.ts';

type Parts = { readonly [K in MetricExpr['kind']]: (expr: Extract<MetricExpr, { kind: K }>) => readonly Expr[] };

const PARTS: Parts = {
  number: () => [],
  vector: () => [],
  range: ({ logs }) => [logs],
  paren: ({ expr }) => [expr],
  aggregation: ({ expr }) => [expr],
  'label-replace': ({ expr }) => [expr],
  binary: ({ left, right }) => [left, right],
  variants: ({ exprs, of }) => [...exprs, of.logs],
};

/** The expressions an expression is made of, from left to right. */
export function partsOf(expr: Expr): readonly Expr[] {
  if (expr.kind === 'logs') return [];
  const parts = PARTS[expr.kind] as (expr: MetricExpr) => readonly Expr[]; // the table's entry for this kind
  return parts(expr);
}

/** An expression and everything inside it, from the outside in. */
export function everyPart(expr: Expr): readonly Expr[] {
  return [expr, ...partsOf(expr).flatMap(everyPart)];
}

/** Every stream selector of a query, with its pipeline, from left to right. */
export function selectorsOf(expr: Expr): readonly LogExpr[] {
  return everyPart(expr).flatMap((part) => (part.kind === 'logs' ? [part] : []));
}
