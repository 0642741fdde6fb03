import type { Field, FieldExpr, Metrics, Query, ScalarExpr, SpansetFilter, Stage } from './tree.ts';

/** The expressions directly inside one. */
export function partsOf(expr: FieldExpr): readonly FieldExpr[] {
  if (expr.kind === 'binary') return [expr.left, expr.right];
  return expr.kind === 'unary' || expr.kind === 'exists' ? [expr.expr] : [];
}

/** Every expression inside one and itself, parts first. A chain of `&&` may be long, so this does not recurse. */
export function everyExpr(root: FieldExpr): FieldExpr[] {
  const found: FieldExpr[] = [];
  const open = [root];
  for (let expr = open.pop(); expr; expr = open.pop()) {
    found.push(expr);
    open.push(...partsOf(expr));
  }
  return found.reverse();
}

/** A stage, a spanset of it, and everything in them, in the order they are written. */
export function everyStage(source: Stage): Stage[] {
  const found: Stage[] = [];
  const open: Stage[] = [source];
  for (let stage = open.pop(); stage; stage = open.pop()) {
    found.push(stage);
    if (stage.kind === 'structure') open.push(stage.right, stage.left);
    if (stage.kind === 'pipeline') for (const inner of stage.stages.toReversed()) open.push(inner);
  }
  return found;
}

/** Every `{ … }` of a query, that of `compare` too. */
export function filtersOf({ source, metrics }: Query): SpansetFilter[] {
  const filters = everyStage(source).flatMap((stage) => (stage.kind === 'filter' ? [stage] : []));
  return metrics?.first.kind === 'compare' ? [...filters, metrics.first.selection] : filters;
}

export function scalarsIn(expr: ScalarExpr): ScalarExpr[] {
  const found: ScalarExpr[] = [];
  const open = [expr];
  for (let one = open.pop(); one; one = open.pop()) {
    found.push(one);
    if (one.kind === 'scalar-binary') open.push(one.right, one.left);
  }
  return found;
}

/** The outermost expressions of a query: conditions, groupings, what is aggregated. */
export function expressionsOf(query: Query): FieldExpr[] {
  const compared = query.metrics?.first.kind === 'compare' ? [query.metrics.first.selection] : [];
  return [...everyStage(query.source), ...compared].flatMap(expressionsIn);
}

function expressionsIn(stage: Stage): readonly FieldExpr[] {
  if (stage.kind === 'filter') return stage.condition ? [stage.condition] : [];
  if (stage.kind === 'group') return [stage.by];
  if (stage.kind === 'select') return stage.fields;
  if (stage.kind !== 'scalar-filter') return [];
  return [...scalarsIn(stage.left), ...scalarsIn(stage.right)].flatMap((one) =>
    one.kind === 'aggregate' && one.argument ? [one.argument] : [],
  );
}

/** Every attribute and intrinsic a query names. */
export function fieldsOf(query: Query): Field[] {
  const inside = expressionsOf(query)
    .flatMap(everyExpr)
    .filter((expr) => isField(expr));
  return [...inside, ...(query.metrics ? metricsFields(query.metrics) : [])];
}

export function metricsFields({ first }: Metrics): Field[] {
  return first.kind === 'metrics' ? [...(first.field ? [first.field] : []), ...first.by] : [];
}

export function isField(expr: FieldExpr): expr is Field {
  return expr.kind === 'attribute' || expr.kind === 'intrinsic';
}
