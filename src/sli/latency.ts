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
import { authoredSli, countsOf, histogramsOf, orZero, sumBy } from './authored-sli.ts';
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
      return native(countOf(settings.of), by, bound, settings.good && countOf(settings.good));
    }
    const witness = context.selector(settings.of, site, '_count');
    const countOf = (selector: VectorSelector, labels = by) => sumBy(labels, countsOf(selector, witness, window));
    const total = countOf(witness);
    const bucket = context.selector(good, site, '_bucket');
    if (histogramOf(settings).buckets.includes(bound)) return classic(total, countOf(withLe(bucket, bound)), by, settings);
    const all = settings.good ? countOf(context.selector(settings.good, site, '_count')) : total;
    return classic(total, `${all} * (histogram_fraction(-Inf, ${bound}, ${countOf(bucket, [...by, 'le'])}) >= 0)`, by, settings);
  },
  samples: (settings, context, site) =>
    isNative(settings) ? [nativeSample(settings, context, site)] : classicSamples(settings, context, site),
};

/** Good events in the buckets up to the threshold, bad ones beyond the next bound; successes are slow when they are bad. */
function classicSamples(settings: Settings, context: QueryContext, site: Site): SliSample[] {
  const { groupBy } = settings;
  const good = goodOf(settings);
  const { buckets } = histogramOf(settings);
  const bound = boundOf(settings);
  const bucket = context.selector(good, site, '_bucket');
  const le = (value: string, perBad: number) => ({
    series: sampleSeries(good, bucket, { groupBy, extra: { le: value } }),
    perGood: 1,
    perBad,
  });
  const around = [buckets.filter((one) => one <= bound).at(-1) ?? bound, buckets.find((one) => one >= bound) ?? bound];
  return [
    { series: sampleSeries(good, context.selector(good, site, '_count'), { groupBy }), perGood: 1, perBad: 1 },
    ...[...new Set(around)].map((one) => le(printLe(one), 0)),
    le('+Inf', 1),
  ];
}

function nativeSample(settings: Settings, context: QueryContext, site: Site): SliSample {
  const good = goodOf(settings);
  const series = sampleSeries(good, context.selector(good, site), { groupBy: settings.groupBy });
  return { series, perGood: 1, perBad: 1, nativeBound: boundOf(settings) };
}

const OTHER_HISTOGRAM: SliProblem = {
  code: 'slo/setting',
  message: '`good` is of another histogram than `of`.',
  fix: "choose some series of the same one: good: duration.where({ code: '2xx' })",
};

function isNative(settings: Settings): boolean {
  return histogramOf(settings).buckets.length === 0;
}

/** Where nothing succeeded there is no series of successes, and nothing was fast. */
function classic(total: string, fast: string, by: readonly string[], { good }: Settings): SliSeries {
  return { total, bad: `${total} - ${good ? `(${orZero(by, fast, total)})` : fast}`, isRest: true };
}

function native(counts: string, by: readonly string[], bound: number, good: string | undefined): SliSeries {
  const total = `histogram_count(${counts})`;
  if (good === undefined) return { total, bad: `(${total} * (1 - histogram_fraction(0, ${bound}, ${counts})) >= 0)` };
  const fast = `(histogram_count(${good}) * histogram_fraction(0, ${bound}, ${good}) >= 0)`;
  return { total, bad: `${total} - (${orZero(by, fast, total)})`, isRest: true };
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
