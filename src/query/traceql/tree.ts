import type { ArithmeticOperator, ComparisonOperator, Field, FieldExpr, Node, Static } from './tree-field.ts';

export type * from './tree-field.ts';

/** `{ status = error }`; without a condition it is every span. */
export interface SpansetFilter extends Node<'filter'> {
  readonly condition: FieldExpr | undefined;
}

export type StructureOperator =
  | '&&'
  | '||'
  | '>'
  | '<'
  | '>>'
  | '<<'
  | '~'
  | '!>'
  | '!<'
  | '!>>'
  | '!<<'
  | '!~'
  | '&>'
  | '&<'
  | '&>>'
  | '&<<'
  | '&~';

/** Two sets of spans of one trace. Both sides are spansets, or both are pipelines in parentheses. */
export interface Structure extends Node<'structure'> {
  readonly op: StructureOperator;
  readonly left: SpansetExpr;
  readonly right: SpansetExpr;
}
export type SpansetExpr = SpansetFilter | Structure | Pipeline;

export type AggregateOperator = 'count' | 'avg' | 'max' | 'min' | 'sum';

/** `count()`, `avg(duration)`: a number for each set of spans. */
export interface Aggregate extends Node<'aggregate'> {
  readonly op: AggregateOperator;
  readonly argument: FieldExpr | undefined;
}
export interface ScalarBinary extends Node<'scalar-binary'> {
  readonly op: ArithmeticOperator;
  readonly left: ScalarExpr;
  readonly right: ScalarExpr;
}
/** A literal; `negative` for `-5`. */
export interface ScalarStatic extends Node<'scalar-static'> {
  readonly negative: boolean;
  readonly value: Static;
}
export type ScalarExpr = Aggregate | ScalarBinary | ScalarStatic;

/** `count() > 2` */
export interface ScalarFilter extends Node<'scalar-filter'> {
  readonly op: ComparisonOperator;
  readonly left: ScalarExpr;
  readonly right: ScalarExpr;
}
/** `by(resource.service.name)` in a pipeline: a set of spans for each value. */
export interface Group extends Node<'group'> {
  readonly by: FieldExpr;
}
export interface Coalesce extends Node<'coalesce'> {}
export interface Select extends Node<'select'> {
  readonly fields: readonly Field[];
}
export type Stage = SpansetExpr | ScalarFilter | Group | Coalesce | Select;

export interface Pipeline extends Node<'pipeline'> {
  readonly stages: readonly Stage[];
}

export type MetricsOperator =
  | 'rate'
  | 'count_over_time'
  | 'min_over_time'
  | 'max_over_time'
  | 'avg_over_time'
  | 'sum_over_time'
  | 'quantile_over_time'
  | 'histogram_over_time';

/** `rate() by (resource.service.name)`: series out of spans. */
export interface MetricsFunction extends Node<'metrics'> {
  readonly op: MetricsOperator;
  readonly field: Field | undefined;
  /** Of `quantile_over_time`. */
  readonly quantiles: readonly Static[];
  readonly by: readonly Field[];
}
/** `compare({status = error}, 10)`: which attributes tell the chosen spans from the others. */
export interface Compare extends Node<'compare'> {
  readonly selection: SpansetFilter;
  /** How many values, and the start and end of the selection in unix nanoseconds. */
  readonly numbers: readonly Static[];
}

export interface TopBottom extends Node<'top-bottom'> {
  readonly op: 'topk' | 'bottomk';
  readonly limit: Static;
}
/** `rate() > 0.5` */
export interface MetricsFilter extends Node<'metrics-filter'> {
  readonly op: ComparisonOperator;
  readonly value: ScalarStatic;
}
export type SecondStage = TopBottom | MetricsFilter;

export interface Metrics {
  readonly first: MetricsFunction | Compare;
  readonly second: readonly SecondStage[];
}

/** `with (most_recent=true)` */
export interface Hint {
  readonly name: string;
  readonly value: Static;
}

/** A TraceQL query. https://grafana.com/docs/tempo/latest/traceql/ */
export interface Query extends Node<'query'> {
  readonly source: Pipeline | Structure;
  /** Without it the query finds traces. */
  readonly metrics: Metrics | undefined;
  readonly hints: readonly Hint[];
}
