import type { QueryContext, Site } from '../authored/context.ts';
import type { Labels } from '../authored/label.ts';
import type { AnyHistogram, Histogram, Of } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import type { Selection } from '../authored/selection.ts';
import type { LabelName } from '../authored/vector.ts';
import { parseDuration, printDuration } from '../kernel/duration.ts';
import type { Bound, Quantity } from '../kernel/literals.ts';
import type { Unit } from '../kernel/unit.ts';
import type { VectorSelector } from '../query/promql/tree.ts';
import { noQuantity } from './asked.ts';
import { authoredSli, countsOf, histogramsOf, sumBy } from './authored-sli.ts';
import type { AuthoredSli, SliKind, SliProblem, SliSample, SliSeries } from './kind.ts';
import { sampleSeries } from './sample.ts';

interface Common<L extends Labels, B extends number, U extends Unit> {
  /** A histogram, or some of its series: the successes, to leave errors to another objective. */
  readonly of: Histogram<L, B, U> | Selection<Histogram<L, B, U>>;
  /** Fast is not enough: only these can be good, so that each event counts once, as good (a success and fast) or bad. @default `of` */
  readonly good?: Selection<Histogram<L, B, U>>;
  /** Keep the objective apart for each value of these labels. @default []: one objective for all */
  readonly groupBy?: readonly LabelName<Histogram<NoInfer<L>, B, U>>[];
}

export type LatencyOptions<L extends Labels, B extends number, U extends Unit> = Common<L, B, U> &
  (
    | {
        /** One of the buckets: `0.25` or `'250ms'`. */
        readonly under: Bound<NoInfer<B>, NoInfer<U>>;
        /** Take a threshold between two buckets too, as if events were spread evenly between them: an estimate. @default false */
        readonly interpolate?: false;
      }
    | { readonly under: Quantity<NoInfer<U>>; readonly interpolate: true }
  );

/**
 * Events that were fast (or small) enough: at or under one of the histogram's buckets. Compiles to counts, never to a quantile:
 * bad is `_count` less the threshold's `_bucket`; of a native histogram, or where `interpolate` is set, the count less its `histogram_fraction`.
 */
export function latency<L extends Labels, B extends number, U extends Unit>(options: LatencyOptions<L, B, U>): AuthoredSli {
  return authoredSli('latency', options, latency);
}

interface Settings {
  readonly of: Of<AnyHistogram>;
  readonly good?: Of<AnyHistogram>;
  readonly under: number | string;
  readonly interpolate?: boolean;
  readonly groupBy?: readonly string[];
}

export const latencyKind: SliKind<Settings> = {
  type: 'latency',
  groupBy: ({ groupBy = [] }) => groupBy,
  reads: ({ of }) => [of],
  problems: (settings) => {
    const { buckets } = histogramOf(settings);
    const bound = boundOf(settings);
    if (!(bound > 0)) return [noQuantity('under', settings.under, "a bound above zero: '250ms', 0.25")];
    if (settings.good !== undefined && metricOf(settings.good) !== metricOf(settings.of)) return [OTHER_HISTOGRAM];
    if (buckets.length === 0 || buckets.includes(bound)) return [];
    const between = bound > (buckets[0] ?? 0) && bound < (buckets.at(-1) ?? 0);
    return settings.interpolate && between ? [] : [noBucket(settings, buckets, bound)];
  },
  series: (settings, window, context, site) => {
    const by = settings.groupBy ?? [];
    const bound = boundOf(settings);
    const good = goodOf(settings);
    if (isNative(settings)) {
      const witness = context.selector(settings.of, site);
      const countOf = (of: Of<AnyHistogram>) => sumBy(by, histogramsOf(context.selector(of, site), witness, window));
      return native(countOf(settings.of), bound, settings.good && countOf(settings.good));
    }
    const witness = context.selector(settings.of, site, '_count');
    const countOf = (selector: VectorSelector, labels = by) => sumBy(labels, countsOf(selector, witness, window));
    const total = countOf(witness);
    const bucket = context.selector(good, site, '_bucket');
    if (histogramOf(settings).buckets.includes(bound)) return { total, good: countOf(withLe(bucket, bound)) };
    const all = settings.good ? countOf(context.selector(settings.good, site, '_count')) : total;
    return { total, good: `${all} * (histogram_fraction(-Inf, ${bound}, ${countOf(bucket, [...by, 'le'])}) >= 0)` };
  },
  samples: (settings, context, site) =>
    isNative(settings) ? nativeSamples(settings, context, site) : classicSamples(settings, context, site),
};

/** Of bad events these are no successes, and fast; the others are slow. */
const FAILED = 0.25;

/** Good events in the buckets up to the threshold, bad ones beyond the next bound. */
function classicSamples(settings: Settings, context: QueryContext, site: Site): SliSample[] {
  const { groupBy } = settings;
  const good = goodOf(settings);
  const { buckets } = histogramOf(settings);
  const bound = boundOf(settings);
  const bucket = context.selector(good, site, '_bucket');
  const [lower = bound, upper = bound] = [buckets.filter((one) => one <= bound).at(-1), buckets.find((one) => one >= bound)];
  const between = (per: number) => (lower < upper ? { between: { per, bad: (upper - bound) / (upper - lower) } } : {});
  const slow = settings.good ? 1 - FAILED : 1;
  const le = (value: number | '+Inf', perBad: number) => ({
    series: sampleSeries(good, bucket, { groupBy, extra: { le: value === '+Inf' ? value : printLe(value) } }),
    perGood: 1,
    perBad,
    ...between(value === lower ? 0 : 1),
  });
  return [
    {
      series: sampleSeries(good, context.selector(good, site, '_count'), { groupBy }),
      perGood: 1,
      perBad: slow,
      ...between(1),
    },
    ...[...new Set([lower, upper])].map((one) => le(one, 0)),
    le('+Inf', slow),
    ...failedSamples(settings, context, site, lower),
  ];
}

function failedSamples(settings: Settings, context: QueryContext, site: Site, bound: number): SliSample[] {
  const { of, good, groupBy } = settings;
  if (good === undefined || metricOf(good) !== metricOf(of)) return [];
  const series = (suffix: '_count' | '_bucket', extra: Readonly<Record<string, string>> = {}) =>
    sampleSeries(of, context.selector(of, site, suffix), { groupBy, extra, unlike: context.selector(good, site, suffix) });
  const all = [series('_count'), series('_bucket', { le: printLe(bound) }), series('_bucket', { le: '+Inf' })];
  return all.map((one) => ({ series: one, perGood: 0, perBad: FAILED }));
}

function nativeSamples(settings: Settings, context: QueryContext, site: Site): SliSample[] {
  const { of, groupBy } = settings;
  const good = goodOf(settings);
  const [all, successes] = [context.selector(of, site), context.selector(good, site)];
  const nativeBound = boundOf(settings);
  const series = sampleSeries(good, successes, { groupBy });
  if (good === of) return [{ series, perGood: 1, perBad: 1, nativeBound }];
  const failed = sampleSeries(of, all, { groupBy, unlike: successes });
  return [
    { series, perGood: 1, perBad: 1 - FAILED, nativeBound },
    // what is just above this is far below the bound
    { series: failed, perGood: 0, perBad: FAILED, nativeBound: nativeBound / 4 },
  ];
}

const OTHER_HISTOGRAM: SliProblem = {
  code: 'slo/setting',
  message: '`good` is of another histogram than `of`.',
  fix: "choose some series of the same one: good: duration.where({ code: '2xx' })",
};

function isNative(settings: Settings): boolean {
  return histogramOf(settings).buckets.length === 0;
}

function native(counts: string, bound: number, good: string | undefined): SliSeries {
  const total = `histogram_count(${counts})`;
  if (good === undefined) return { total, bad: `(${total} * (1 - histogram_fraction(0, ${bound}, ${counts})) >= 0)` };
  return { total, good: `(histogram_count(${good}) * histogram_fraction(0, ${bound}, ${good}) >= 0)` };
}

function goodOf({ of, good = of }: Settings): Of<AnyHistogram> {
  return metricOf(good) === metricOf(of) ? good : of;
}

function histogramOf(settings: Settings): AnyHistogram {
  return metricOf(settings.of) as AnyHistogram; // `of` is a histogram or a selection of one
}

function boundOf({ under }: Settings): number {
  return typeof under === 'number' ? under : (parseDuration(under) ?? Number.NaN) / 1000;
}

/** Prometheus 3 stores `le="1"` as `le="1.0"`. https://prometheus.io/docs/prometheus/latest/migration/#le-and-quantile-label-values */
function printLe(bound: number): string {
  return Number.isInteger(bound) ? `${bound}.0` : String(bound);
}

function withLe(selector: VectorSelector, bound: number): VectorSelector {
  const whole = Number.isInteger(bound);
  const value = whole ? `${bound}(\\.0)?` : String(bound);
  return { ...selector, matchers: [...selector.matchers, { label: 'le', op: whole ? '=~' : '=', value, span: selector.span }] };
}

function noBucket(settings: Settings, buckets: readonly number[], bound: number): SliProblem {
  const spoken = (value: number | undefined) =>
    value === undefined ? 'none' : histogramOf(settings).unit === 'seconds' ? `'${printDuration(value * 1000)}'` : String(value);
  const lower = buckets.filter((bucket) => bucket < bound).at(-1);
  const upper = buckets.find((bucket) => bucket > bound);
  return {
    code: 'slo/threshold-is-no-bucket',
    message: `${spoken(bound)} is no bucket of ${histogramOf(settings).name}, so it cannot be counted exactly.`,
    fix: `use ${spoken(lower)} (strict) or ${spoken(upper)} (lenient), or add the bucket ${bound} to the histogram`,
  };
}
