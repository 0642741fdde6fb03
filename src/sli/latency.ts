import type { Labels } from '../authored/label.ts';
import type { AnyHistogram, Histogram, Of } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import type { Selection } from '../authored/selection.ts';
import type { LabelName } from '../authored/vector.ts';
import { parseDuration, printDuration } from '../kernel/duration.ts';
import type { Bound } from '../kernel/literals.ts';
import type { Unit } from '../kernel/unit.ts';
import type { VectorSelector } from '../query/promql/tree.ts';
import { authoredSli, ratesOf, sumBy } from './authored-sli.ts';
import type { AuthoredSli, SliKind, SliProblem } from './kind.ts';
import { sampleSeries } from './sample.ts';

export interface LatencyOptions<L extends Labels, B extends number, U extends Unit> {
  /** A histogram, or some of its series: the successes, to leave errors to another objective. */
  readonly of: Histogram<L, B, U> | Selection<Histogram<L, B, U>>;
  /** One of the buckets: `0.25` or `'250ms'`. */
  readonly under: Bound<NoInfer<B>, NoInfer<U>>;
  /** Keep the objective apart for each value of these labels. @default []: one objective for all */
  readonly groupBy?: readonly LabelName<Histogram<NoInfer<L>, B, U>>[];
}

/**
 * Events that were fast (or small) enough: at or under one of the histogram's buckets. Compiles to counts, never to a quantile:
 * bad is `_count` less the threshold's `_bucket`.
 */
export function latency<L extends Labels, B extends number, U extends Unit>(options: LatencyOptions<L, B, U>): AuthoredSli {
  return authoredSli('latency', options, latency);
}

type Settings = { readonly of: Of<AnyHistogram>; readonly under: number | string; readonly groupBy?: readonly string[] };

export const latencyKind: SliKind<Settings> = {
  type: 'latency',
  groupBy: ({ groupBy = [] }) => groupBy,
  reads: ({ of }) => [of],
  problems: (settings) => {
    const { buckets } = histogramOf(settings);
    const bound = boundOf(settings);
    return buckets.length === 0 || buckets.includes(bound) ? [] : [noBucket(settings, buckets, bound)];
  },
  series: (settings, window, context, site) => {
    const by = settings.groupBy ?? [];
    const witness = context.selector(settings.of, site, histogramOf(settings).buckets.length === 0 ? '' : '_count');
    const rateOf = (selector: VectorSelector) => sumBy(by, ratesOf(selector, witness, window));
    if (histogramOf(settings).buckets.length === 0) return native(rateOf(witness), boundOf(settings));
    const total = rateOf(witness);
    const fast = rateOf(withLe(context.selector(settings.of, site, '_bucket'), boundOf(settings)));
    return { total, bad: `clamp_min(${total} - ${fast}, 0)` };
  },
  samples: (settings, context, site) => {
    const { groupBy } = settings;
    const bucket = context.selector(settings.of, site, '_bucket');
    const le = (value: string) => sampleSeries(settings.of, bucket, { groupBy, extra: { le: value } });
    return [
      { series: sampleSeries(settings.of, context.selector(settings.of, site, '_count'), { groupBy }), perGood: 1, perBad: 1 },
      { series: le(printLe(boundOf(settings))), perGood: 1, perBad: 0 },
      { series: le('+Inf'), perGood: 1, perBad: 1 },
    ];
  },
};

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

function native(rate: string, bound: number): { total: string; bad: string } {
  const total = `histogram_count(${rate})`;
  return { total, bad: `(${total} * (1 - histogram_fraction(0, ${bound}, ${rate})) >= 0)` };
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
