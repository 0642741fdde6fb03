import type { Bytes, Duration, Percent, PerSecond } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import { PER_SECOND, type Unit } from '../kernel/unit.ts';
import type { AnyCounter, AnyHistogram, AnyMetric, Of } from './metric.ts';
import type { Selection, Variable } from './selection.ts';

/** A query whose answer is an instant vector. */
export interface Expr<U extends Unit = Unit> {
  readonly kind: 'expr';
  /** What the answer measures, where the helper that made it knows; a `promql` text is analysed instead. */
  readonly unit: U;
  readonly strings: readonly string[];
  readonly values: readonly Promql[];
}

/** Recorded series of our own, by name: what an SLO's `attained` reads. */
export interface Recorded {
  readonly kind: 'recorded';
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What `${…}` may hold in `promql`: metrics, selections, other queries, and quantities that are converted to base units. */
export type Promql = AnyMetric | Selection<AnyMetric> | Expr | Recorded | Duration | Bytes | Percent | number | Variable;

type By = (...a: never[]) => unknown;

function template<U extends Unit>(strings: readonly string[], values: readonly Promql[], unit: U | undefined, by: By): Expr<U> {
  return define({ kind: 'expr', unit, strings, values }, by) as Expr<U>; // `unit` is read only where it was given
}

/** PromQL stays PromQL: text with typed holes, parsed and checked against the declared metrics when the estate is resolved. */
export function promql(strings: TemplateStringsArray, ...values: readonly Promql[]): Expr {
  return template(strings.raw, values, undefined, promql);
}

/** `rate(of[window])`: per second, over resets. A counter of seconds becomes a share. */
export function rate<U extends Unit>(of: AnyCounter<U> | Selection<AnyCounter<U>>, window: Duration): Expr<PerSecond[U]> {
  const unit = PER_SECOND[unitOf(of)] as PerSecond[U]; // the table and the type are the same
  return template(['rate(', `[${window}])`], [of], unit, rate);
}

/** `increase(of[window])`: how much a counter grew. */
export function increase<U extends Unit>(of: AnyCounter<U> | Selection<AnyCounter<U>>, window: Duration): Expr<U> {
  return template(['increase(', `[${window}])`], [of], unitOf(of) as U, increase); // a counter's unit is its increase's
}

/** `sum(part) / sum(whole)` of two queries, which is a share when both measure the same. */
export function ratio(of: { readonly part: Expr; readonly whole: Expr }): Expr<'ratio'> {
  return template(['sum(', ') / sum(', ')'], [of.part, of.whole], 'ratio', ratio);
}

/** `histogram_quantile(q, sum by (le) (rate(of_bucket[window])))`. A quantile is for looking at; an SLO counts events. */
export function quantile<U extends Unit>(q: number, of: Of<AnyHistogram<number, U>>, window: Duration): Expr<U> {
  const bucket: Selection<AnyMetric> =
    of.kind === 'selection' ? { ...of, suffix: '_bucket' } : { kind: 'selection', of, match: {}, suffix: '_bucket' };
  return template([`histogram_quantile(${q}, sum by (le) (rate(`, `[${window}])))`], [bucket], unitOf(of) as U, quantile); // observed in U
}

/** The metric behind a selection. */
export function metricOf(of: AnyMetric | Selection<AnyMetric>): AnyMetric {
  return of.kind === 'selection' ? of.of : of;
}

function unitOf(of: AnyMetric | Selection<AnyMetric>): Unit {
  return metricOf(of).unit;
}
