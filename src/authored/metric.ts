import type { Duration } from '../kernel/literals.ts';
import { define, readable } from '../kernel/place.ts';
import type { Unit } from '../kernel/unit.ts';
import type { Label, Labels } from './label.ts';
import { type Parts, parts, type Selection, select, type Where } from './selection.ts';

export type MetricKind = 'counter' | 'gauge' | 'histogram' | 'summary' | 'info' | 'stateset';
export const METRIC_KINDS: ReadonlySet<string> = new Set<MetricKind>([
  'counter',
  'gauge',
  'histogram',
  'summary',
  'info',
  'stateset',
]);

interface Metric<K extends MetricKind, U extends Unit> {
  readonly kind: K;
  readonly name: string;
  readonly unit: U;
}
export interface AnyCounter<U extends Unit = Unit> extends Metric<'counter', U> {}
export interface AnyGauge<U extends Unit = Unit> extends Metric<'gauge', U> {}
export interface AnyHistogram<B extends number = number, U extends Unit = Unit> extends Metric<'histogram', U> {
  readonly buckets: readonly B[];
}
export interface AnySummary<U extends Unit = Unit> extends Metric<'summary', U> {}
export interface AnyInfo extends Metric<'info', 'count'> {}
export interface AnyStateSet extends Metric<'stateset', 'count'> {}
export type AnyMetric = AnyCounter | AnyGauge | AnyHistogram | AnySummary | AnyInfo | AnyStateSet;

interface Labelled<L extends Labels> {
  readonly labels: { readonly [K in keyof L]: Label<L[K]> };
}
export interface Counter<L extends Labels = {}, U extends Unit = 'count'> extends AnyCounter<U>, Labelled<L> {
  where(match: Where<L>): Selection<Counter<L, U>, ''>;
}
export interface Gauge<L extends Labels = {}, U extends Unit = 'count'> extends AnyGauge<U>, Labelled<L> {
  where(match: Where<L>): Selection<Gauge<L, U>, ''>;
}
export interface Histogram<L extends Labels = {}, B extends number = number, U extends Unit = 'count'>
  extends AnyHistogram<B, U>,
    Labelled<L>,
    Parts<Histogram<L, B, U>> {
  where(match: Where<L>): Selection<Histogram<L, B, U>, ''> & Parts<Histogram<L, B, U>>;
}
export interface Summary<L extends Labels = {}, U extends Unit = 'count'>
  extends AnySummary<U>,
    Labelled<L>,
    Parts<Summary<L, U>> {
  where(match: Where<L>): Selection<Summary<L, U>, ''> & Parts<Summary<L, U>>;
}
export interface Info<L extends Labels = {}> extends AnyInfo, Labelled<L> {
  where(match: Where<L>): Selection<Info<L>, ''>;
}
export interface StateSet<L extends Labels = {}> extends AnyStateSet, Labelled<L> {
  where(match: Where<L>): Selection<StateSet<L>, ''>;
}

/** `M`, or some of its series. */
export type Of<M extends AnyMetric> = M | Selection<M>;

export interface MetricOptions<L extends Labels, U extends Unit> {
  /** The name on the wire, in snake_case with its base unit as suffix. https://prometheus.io/docs/practices/naming/ */
  readonly name: string;
  /** One sentence: the `# HELP` line, and what a dashboard shows beside it. */
  readonly help: string;
  /** @default none: a plain count */
  readonly unit?: U;
  readonly labels?: { readonly [K in keyof L]: Label<L[K]> };
  /** How long to keep it, where that differs from the server's retention: a shorter one drops it from long-term storage. */
  readonly retention?: Duration;
}
export interface CounterOptions<L extends Labels, U extends Unit> extends MetricOptions<L, U> {
  readonly name: `${string}_total`;
  /** Attach the latest trace id. https://prometheus.io/docs/specs/om/open_metrics_spec/#exemplars @default false */
  readonly exemplars?: boolean;
}
export interface HistogramOptions<L extends Labels, B extends number, U extends Unit> extends MetricOptions<L, U> {
  /** Upper bounds, in the metric's unit. A latency SLO may only ask at one of them. Left out: native buckets only. */
  readonly buckets?: readonly B[];
  /** Also (or, without `buckets`, only) native buckets. https://prometheus.io/docs/specs/native_histograms/ @default false */
  readonly native?: boolean;
  /** Attach trace ids to observations. https://prometheus.io/docs/specs/om/open_metrics_spec/#exemplars @default false */
  readonly exemplars?: boolean;
}
export interface SummaryOptions<L extends Labels, U extends Unit> extends MetricOptions<L, U> {
  /** Computed in the process, so they cannot be aggregated over instances. */
  readonly quantiles: readonly number[];
}
export interface StateSetOptions<L extends Labels, S extends string> extends Omit<MetricOptions<L, 'count'>, 'unit'> {
  /** Exactly one of them is 1; the label that says which has the metric's own name. https://prometheus.io/docs/specs/om/open_metrics_spec/#stateset */
  readonly states: readonly S[];
}

const plain = {
  where(this: AnyMetric, match: object) {
    return select(this, match, '', plain.where);
  },
};
type By = (...a: never[]) => unknown;
const composed: object = Object.create(plain, parts());

function make(prototype: object, kind: MetricKind, options: object, by: By, given: unknown = options): never {
  return define(Object.assign(Object.create(prototype), { unit: 'count', labels: {} }, options, { kind }), by, given) as never; // the interfaces above describe it
}

/** A number that only goes up: requests answered, bytes sent. Compiles to a Prometheus counter; query it with `rate` or `increase`. */
export function counter<L extends Labels = {}, const U extends Unit = 'count'>(options: CounterOptions<L, U>): Counter<L, U> {
  return make(plain, 'counter', options, counter);
}

/** A number that goes up and down: connections open, bytes in use. Compiles to a Prometheus gauge. */
export function gauge<L extends Labels = {}, const U extends Unit = 'count'>(options: MetricOptions<L, U>): Gauge<L, U> {
  return make(plain, 'gauge', options, gauge);
}

/** How values are spread: durations, sizes. Compiles to a Prometheus histogram: `_bucket`, `_sum` and `_count`. */
export function histogram<L extends Labels = {}, const B extends number = number, const U extends Unit = 'count'>(
  options: HistogramOptions<L, B, U>,
): Histogram<L, B, U> {
  return make(composed, 'histogram', { buckets: [], ...options }, histogram, options);
}

/** Quantiles computed in the process. Prefer a histogram: these cannot be added up. Compiles to a Prometheus summary. */
export function summary<L extends Labels = {}, const U extends Unit = 'count'>(options: SummaryOptions<L, U>): Summary<L, U> {
  return make(composed, 'summary', options, summary);
}

/** A constant 1 whose labels say something: a build, a version. Compiles to a gauge named `*_info`. */
export function info<L extends Labels = {}>(options: MetricOptions<L, 'count'>): Info<L> {
  return make(plain, 'info', options, info);
}

/** Which of a closed set of states something is in: one series per state, 1 or 0. Compiles to gauges. */
export function stateSet<L extends Labels = {}, const N extends string = string, const S extends string = string>(
  options: StateSetOptions<L, S> & { readonly name: N },
): StateSet<L & { [K in N]: S }> {
  const { name, labels: given, states } = readable(options);
  const labels = { ...given, ...(name === undefined ? {} : { [name]: Object.freeze({ kind: 'label', values: states }) }) };
  return make(plain, 'stateset', { ...options, labels }, stateSet, options);
}
