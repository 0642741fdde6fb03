import type { AnyHistogram, AnyMetric, MetricKind, Of } from '../authored/metric.ts';
import { type Expr, metricOf, type Promql } from '../authored/query.ts';
import type { Selection } from '../authored/selection.ts';
import type { Unit } from '../kernel/unit.ts';
import type { KindQuery, Showable, Shown } from './kind.ts';

/** How a bare metric is read, by its kind. */
type Reading = Readonly<Record<MetricKind, (of: Of<AnyMetric>) => readonly KindQuery[]>>;

const asItIs = (of: Of<AnyMetric>): readonly KindQuery[] => [{ show: of }];

const QUANTILES = [0.5, 0.95, 0.99];

/** Over time: counters as rates by their closed labels, histograms as three quantiles. */
export const OVER_TIME: Reading = {
  counter: (of) => [{ show: rateBy(closedLabels(of), of) }],
  gauge: asItIs,
  histogram: (of) => QUANTILES.map((q) => quantileQuery(q, of as Of<AnyHistogram>)),
  summary: asItIs,
  info: asItIs,
  stateset: asItIs,
};

/** As one number: counters as their whole rate, histograms as the 95th percentile. */
export const AS_NUMBER: Reading = {
  ...OVER_TIME,
  counter: (of) => [{ show: rateBy([], of) }],
  histogram: (of) => [quantileQuery(0.95, of as Of<AnyHistogram>)],
};

/** The queries of `show`; a bare metric becomes the query its kind is usually read with. */
export function queriesOf(show: Showable | readonly Shown[], reading: Reading): readonly KindQuery[] {
  const list = isList(show) ? show : [{ show }];
  return list.flatMap((one) => {
    if (!isMetric(one.show)) return [one];
    const read = reading[metricOf(one.show).kind](one.show);
    return read.map((query) => ({ ...query, ...one, show: query.show }));
  });
}

/** `sum by (le) (increase(x_bucket[$__rate_interval]))`: how many observations fell into each bucket. */
export function bucketIncrease(of: Of<AnyHistogram>): Expr {
  if (isNative(of)) return expression(['sum(increase(', '[$__rate_interval]))'], [of], 'count');
  return expression(['sum by (le) (increase(', '[$__rate_interval]))'], [bucketsOf(of)], 'count');
}

/** The metrics a query is made of, through the queries in its holes. */
export function metricsIn(show: Showable | Promql): readonly AnyMetric[] {
  if (typeof show !== 'object' || !('kind' in show)) return [];
  if (show.kind === 'expr') return show.values.flatMap(metricsIn);
  return isMetric(show) ? [metricOf(show)] : [];
}

/** The recordings a query reads; `unit` is missing where only their own query tells it. */
export function recordingsIn(show: Showable | Promql): readonly { readonly name: string; readonly unit: Unit | undefined }[] {
  if (typeof show !== 'object' || !('kind' in show)) return [];
  if (show.kind === 'expr') return show.values.flatMap(recordingsIn);
  return show.kind === 'recording' || show.kind === 'recorded' ? [show] : [];
}

export function isMetric(show: Showable | Promql): show is Of<AnyMetric> {
  return typeof show === 'object' && 'kind' in show && (show.kind === 'selection' || show.kind in OVER_TIME);
}

function isList(show: Showable | readonly Shown[]): show is readonly Shown[] {
  return Array.isArray(show);
}

function rateBy(labels: readonly string[], of: Of<AnyMetric>): Expr {
  const by = labels.length === 0 ? '' : ` by (${labels.join(', ')}) `;
  return expression([`sum${by}(rate(`, '[$__rate_interval]))'], [of]);
}

function quantileQuery(q: number, of: Of<AnyHistogram>): KindQuery {
  const [open, part] = isNative(of) ? ['sum(rate(', of] : ['sum by (le) (rate(', bucketsOf(of)];
  const show = expression([`histogram_quantile(${q}, ${open}`, '[$__rate_interval])))'], [part], metricOf(of).unit);
  // the same exemplars belong to every quantile: one query brings them
  const { exemplars } = metricOf(of) as { exemplars?: boolean }; // an option of histograms that only their maker and panels read
  return { show, legend: `p${q * 100}`, exemplars: (exemplars ?? false) && q === QUANTILES.at(-1) };
}

/** Labels with a closed set of values: few series, each with a name. */
function closedLabels(of: Of<AnyMetric>): readonly string[] {
  const { labels } = metricOf(of) as { labels?: Readonly<Record<string, { values?: readonly string[] }>> }; // every constructor sets them
  return Object.entries(labels ?? {})
    .filter(([, label]) => label.values !== undefined)
    .map(([name]) => name);
}

function bucketsOf(of: Of<AnyHistogram>): Selection<AnyMetric> {
  return of.kind === 'selection' ? { ...of, suffix: '_bucket' } : { kind: 'selection', of, match: {}, suffix: '_bucket' };
}

function isNative(of: Of<AnyHistogram>): boolean {
  return (metricOf(of) as AnyHistogram).buckets.length === 0; // the type of `of` says it is a histogram
}

function expression(strings: readonly string[], values: readonly Promql[], unit?: Unit): Expr {
  return Object.freeze({ kind: 'expr', unit, strings, values }) as Expr; // `unit` is read only where it was given
}
