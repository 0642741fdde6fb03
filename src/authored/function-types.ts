import type { Duration, PerSecond, Quantity } from '../kernel/literals.ts';
import type { Unit } from '../kernel/unit.ts';
import type { WindowArgument } from './arguments.ts';
import type { AnyLabels, AnyRecording, Expr, Instant, RangeVector, Recorded, Scalar } from './expr.ts';
import type { Labels } from './label.ts';
import type { AnyCounter, AnyGauge, AnyHistogram, AnySummary } from './metric.ts';
import type { Selection, Variable } from './selection.ts';
import type { LabelName, LabelsOf, Le, UnitOf } from './vector.ts';

/** A counter, or a series of a histogram or summary that counts. */
export type Counting =
  | AnyCounter
  | Selection<AnyCounter>
  | Selection<AnyHistogram, '_bucket' | '_sum' | '_count'>
  | Selection<AnySummary, '_sum' | '_count'>;
/** What goes up and down: a gauge, or whatever a query or recording gives. */
export type Moving = AnyGauge | Selection<AnyGauge> | Expr | AnyRecording | Recorded;
/** A number: of the unit it stands beside, computed, or a variable of the dashboard. */
export type Amount<U extends Unit = Unit> = Quantity<U> | Scalar | Variable;

/** What a function makes of a unit. */
interface Units<U extends Unit> {
  same: U;
  perSecond: PerSecond[U];
  count: 'count';
  seconds: 'seconds';
  ratio: 'ratio';
  unknown: Unit;
}
export type UnitRule = keyof Units<Unit>;
type Result<R extends UnitRule, M> = Expr<Units<UnitOf<M>>[R], LabelsOf<M>>;

/** `f(vector)` */
export type OfVector<R extends UnitRule> = <M extends Instant>(of: M) => Result<R, M>;
/** `f(vector, bound)`: the bound in the vector's unit. */
export type OfVectorTo = <M extends Instant>(of: M, to: Amount<UnitOf<M>>) => Result<'same', M>;
export type Round = <M extends Instant>(of: M, toNearest?: Amount<UnitOf<M>>) => Result<'same', M>;
export type Clamp = <M extends Instant>(of: M, min: Amount<UnitOf<M>>, max: Amount<UnitOf<M>>) => Result<'same', M>;

/** `f(of[window])`: of anything; of a query a subquery. */
export interface OverTime<R extends UnitRule> {
  <M extends Instant>(of: M, window: WindowArgument): Result<R, M>;
  <U extends Unit, L extends Labels>(of: RangeVector<U, L>): Expr<Units<U>[R], L>;
}
/** `f(of[window])` of a counter; a rate of a gauge or of a rate means nothing, and does not compile. */
export interface OfCounter<R extends UnitRule> {
  <M extends Counting>(of: M, window: WindowArgument): Result<R, M>;
  <U extends Unit, L extends Labels>(of: RangeVector<U, L, 'counter'>): Expr<Units<U>[R], L>;
}
/** `f(of[window])` of what goes up and down; a counter's restart would be taken for a fall. */
export interface OfGauge<R extends UnitRule> {
  <M extends Moving>(of: M, window: WindowArgument): Result<R, M>;
  <U extends Unit, L extends Labels>(of: RangeVector<U, L, 'gauge'>): Expr<Units<U>[R], L>;
}
export type QuantileOverTime = <M extends Instant>(q: Amount<'ratio'>, of: M, window: WindowArgument) => Result<'same', M>;
/** `ahead` is a duration, or seconds. */
export type PredictLinear = <M extends Moving>(of: M, window: WindowArgument, ahead: Amount<'seconds'>) => Result<'same', M>;
export type Smoothing = <M extends Moving>(
  of: M,
  window: WindowArgument,
  smoothing: Amount<'ratio'>,
  trend: Amount<'ratio'>,
) => Result<'same', M>;

/** 1 without series where there are none: its labels are those the selector pins to one value. */
export type Absent = (of: Instant) => Expr<'count', AnyLabels>;
export type AbsentOverTime = (of: Instant, window: WindowArgument) => Expr<'count', AnyLabels>;

/** Buckets that still have their bound, `le`; the text is what the compiler says where it was aggregated away. */
type Buckets<M> = 'le' extends LabelName<M> ? M : 'no buckets: sum a rate of `x.bucket` by `le`, and by what else should stay';
type Observed<M> = LabelsOf<M> extends { readonly le: Le<infer U> } ? U : Unit;
type WithoutLe<M> = Omit<LabelsOf<M>, 'le'>;
export type HistogramQuantile = <M extends Instant>(q: Amount<'ratio'>, of: M & Buckets<M>) => Expr<Observed<M>, WithoutLe<M>>;
export type HistogramFraction = <M extends Instant>(
  lower: Amount<Observed<M>>,
  upper: Amount<Observed<M>>,
  of: M & Buckets<M>,
) => Expr<'ratio', WithoutLe<M>>;
export type HistogramQuantiles = <M extends Instant, const N extends string>(
  of: M & Buckets<M>,
  label: N,
  ...quantiles: readonly [Amount<'ratio'>, ...Amount<'ratio'>[]]
) => Expr<Observed<M>, WithoutLe<M> & { readonly [K in N]: string }>;

/** `label_replace(of, into, replacement, from, pattern)`: RE2, anchored, `$1` is its first group. */
export type LabelReplace = <M extends Instant, const N extends string>(
  of: M,
  into: N,
  replacement: string,
  from: LabelName<M>,
  pattern: string,
) => Expr<UnitOf<M>, LabelsOf<M> & { readonly [K in N]: string }>;
export type LabelJoin = <M extends Instant, const N extends string>(
  of: M,
  into: N,
  separator: string,
  ...from: readonly LabelName<M>[]
) => Expr<UnitOf<M>, LabelsOf<M> & { readonly [K in N]: string }>;
export type SortByLabel = <M extends Instant>(of: M, ...labels: readonly LabelName<M>[]) => Result<'same', M>;
/** Adds the labels of info metrics with the same target. */
export type WithInfo = <M extends Instant>(of: M, info?: Instant) => Expr<UnitOf<M>, AnyLabels>;

/** The date of a moment in seconds; without it, of now. */
export type DatePart = <M extends Instant>(of?: M) => Result<'count', M>;
export type ScalarOf = <M extends Instant>(of: M) => Scalar<UnitOf<M>>;
export type VectorOf = <U extends Unit = Unit>(of: Scalar<U> | number) => Expr<U, {}>;
export type Constant<U extends Unit> = () => Scalar<U>;
export type OfScalars = (a: Amount, b: Amount) => Scalar;

/** The range vector itself, for several functions or with an offset. */
export interface Over {
  <M extends Counting>(of: M, window: WindowArgument): RangeVector<UnitOf<M>, LabelsOf<M>, 'counter'>;
  <M extends Moving>(of: M, window: WindowArgument): RangeVector<UnitOf<M>, LabelsOf<M>, 'gauge'>;
  <M extends Instant>(of: M, window: WindowArgument): RangeVector<UnitOf<M>, LabelsOf<M>, never>;
}
/** Series as they were some time ago. */
export type Offset = <M extends Exclude<Instant, Expr>>(of: M, ago: Duration) => Result<'same', M>;
