/**
 * Conditions as the document writes them, and what each is here. Bounds are in base units: a second and not 1000 ms, a share and not percent.
 * Its engine keeps every value it is told. What "the average over five minutes" is here depends on what is kept instead, so there is a
 * function for each: `sampled` of gauges, `counted` of counters, `observed` of histograms, `shared` of two counters. Each takes all six
 * operators and any window; an aggregation that has no answer does not compile, and the compiler says why.
 */
import { labels, promql } from 'signalbox';
import type { Counter, Histogram } from 'signalbox/metrics';

export interface AlertCondition<O extends Operator = Operator, A extends string = Aggregation> {
  readonly operator: O;
  readonly threshold: number;
  readonly windowMs: number;
  readonly aggregation: A;
}
export type Aggregation = 'avg' | 'sum' | 'min' | 'max' | 'count';
export type Operator = keyof typeof BOUNDS;

// biome-ignore lint/suspicious/noExplicitAny: of whatever labels, buckets and units
type Any = any;
type AnyCounter = Counter<Any, Any>;
type Grows = AnyCounter | Histogram<Any, Any, Any>['sum' | 'count'];
type Chosen<M> = {
  readonly kind: 'selection';
  readonly of: M;
  readonly match: Readonly<Record<string, unknown>>;
  readonly suffix: '';
};
/** `A`, or, where it cannot be answered, the reason in its place. */
type Answered<A extends Aggregation, Can extends Aggregation, Why extends string> = A extends Can ? A : Why;
type OfEvents<A extends Aggregation> = Answered<
  A,
  'sum' | 'count',
  'each event of a counter is a 1: only sum and count say something'
>;
type OfValues<A extends Aggregation> = Answered<
  A,
  'avg' | 'sum' | 'count',
  'a histogram keeps no single values: take `percentile`'
>;

const BOUNDS = { gt: 'above', gte: 'atLeast', lt: 'below', lte: 'atMost', eq: 'equals', neq: 'not' } as const;
const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** In the largest unit that divides it; what is no duration is told by the check, with the place. */
function windowOf(ms: number) {
  const [unit, size] = UNITS.find(([, size]) => ms % size === 0) ?? ['ms', 1];
  return `${ms / size}${unit}` as `${bigint}${'d' | 'h' | 'm' | 's' | 'ms'}`;
}

/** The one bound of an operator; of one of several, one of theirs. */
type Bound<O extends Operator> = O extends Operator ? { readonly [B in (typeof BOUNDS)[O]]: number } : never;

export function bound<const O extends Operator>({ operator, threshold }: Pick<AlertCondition<O>, 'operator' | 'threshold'>) {
  return { [BOUNDS[operator]]: threshold } as Bound<O>; // the key is that of the operator
}

/** Samples of a gauge, or of a query with one value at a time, over the window. */
export function sampled<const O extends Operator, M>(of: M, { aggregation, windowMs, ...rest }: AlertCondition<O>) {
  return { of, ...bound<O>(rest), window: windowOf(windowMs), overTime: aggregation };
}

/** How much series of a counter, or what a histogram has of one, have grown within the window. */
function grown(of: Grows | Chosen<AnyCounter>, windowMs: number, by: readonly string[]) {
  const series = of as Grows; // what is chosen of a counter has no other part
  const window = windowOf(windowMs);
  const grouping = labels(series, ...by);
  return by.length > 0
    ? promql`sum by (${grouping}) (increase(${series}[${window}]))`
    : promql`sum(increase(${series}[${window}]))`;
}

/** Events within the window, by what they are told apart. `increase` reckons to the ends of the window: take `gte` rather than `eq`. */
export function counted<const O extends Operator, const A extends Aggregation>(
  of: AnyCounter | Chosen<AnyCounter>,
  { windowMs, ...rest }: AlertCondition<O, OfEvents<A>>,
  by: readonly string[] = [],
) {
  return { of: grown(of, windowMs, by), ...bound<O>(rest) };
}

/** What was observed within the window: on average, added up, or how often. */
export function observed<const O extends Operator, const A extends Aggregation>(
  { count, sum }: Histogram<Any, Any, Any>,
  { aggregation, windowMs, ...rest }: AlertCondition<O, OfValues<A>>,
  by: readonly string[] = [],
) {
  const often = grown(count, windowMs, by);
  const added = grown(sum, windowMs, by);
  // of nothing the average is NaN, which is neither above nor below anything, but other than everything
  const average = rest.operator === 'neq' ? promql`${added} / (${often} > 0)` : promql`${added} / ${often}`;
  const value = { avg: average, sum: added, count: often }[aggregation as 'avg' | 'sum' | 'count'];
  return { of: value, ...bound<O>(rest) };
}

/** The share that some events have of all within the window, which is its average weighed by how much there was; none of none. */
export function shared<const O extends Operator>(
  part: Chosen<AnyCounter>,
  { windowMs, ...rest }: AlertCondition<O, 'avg'>,
  by: readonly string[] = [],
) {
  return { of: promql`${grown(part, windowMs, by)} / (${grown(part.of, windowMs, by)} > 0)`, ...bound<O>(rest) };
}
