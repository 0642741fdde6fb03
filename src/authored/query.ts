import { define } from '../kernel/place.ts';
import type { Unit } from '../kernel/unit.ts';
import { type Aggregations, aggregations } from './aggregations.ts';
import type { WindowArgument } from './arguments.ts';
import { type AnyLabels, type Expr, type Instant, type LabelList, metricOf, type Promql, template } from './expr.ts';
import { functions, offset, over, type PromqlFunctions } from './functions.ts';
import type { AnyHistogram, AnyMetric, Of } from './metric.ts';
import { type Operators, operators } from './operators.ts';
import type { Selection } from './selection.ts';
import type { LabelName } from './vector.ts';

export type { Expr, Promql } from './expr.ts';
export { metricOf };

/** The tag for PromQL as text, and every function, aggregation and operator as a typed helper: `promql.sum(…, { by: ['code'] })`. */
export interface PromqlTag extends PromqlFunctions, Aggregations, Operators {
  (strings: TemplateStringsArray, ...values: readonly Promql[]): Expr<Unit, AnyLabels>;
  /** `of[window]`, for functions that take a range vector. */
  readonly over: typeof over;
  /** `of offset ago`: the series as they were. */
  readonly offset: typeof offset;
}

/** PromQL stays PromQL: text with typed holes, parsed and checked against the declared metrics when the estate is resolved. */
export const promql: PromqlTag = Object.assign(
  (strings: TemplateStringsArray, ...values: readonly Promql[]): Expr<Unit, AnyLabels> =>
    template('vector', undefined, strings.raw, values, promql),
  { ...functions, ...aggregations, ...operators, over, offset },
);

/** The common shapes, also without `promql.` in front. */
export const { rate, increase, histogramQuantile } = functions;
export const { sum, avg, min, max, count, topk } = aggregations;

/** Labels of a metric or query for a grouping in a text: `` promql`sum by (${labels(requests, 'route')}) (…)` ``; others do not compile. */
export function labels<M extends Instant>(of: M, ...names: readonly LabelName<M>[]): LabelList {
  void of;
  return define({ kind: 'label-list', names }, labels);
}

/** `sum(part) / sum(whole)` of two queries, which is a share when both measure the same. */
export function ratio(of: { readonly part: Expr; readonly whole: Expr }): Expr<'ratio', {}> {
  return template('vector', 'ratio', ['sum(', ') / sum(', ')'], [of?.part, of?.whole], ratio);
}

/** `histogram_quantile(q, sum by (le) (rate(of_bucket[window])))`. A quantile is for looking at; an SLO counts events. */
export function quantile<U extends Unit>(q: number, of: Of<AnyHistogram<number, U>>, window: WindowArgument): Expr<U, {}> {
  const bucket: Selection<AnyMetric> =
    of?.kind === 'selection' ? { ...of, suffix: '_bucket' } : { kind: 'selection', of, match: {}, suffix: '_bucket' };
  const rated = template<Expr>('vector', 'count', ['rate(', ')'], [over(bucket, window)], quantile);
  return template('vector', metricOf(of)?.unit, ['histogram_quantile(', ', sum by (le) (', '))'], [q, rated], quantile);
}
