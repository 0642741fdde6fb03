import type { Unit } from '../../kernel/unit.ts';
import type { MetricShape } from '../shape.ts';
import { measure, NO_SIZES, type Value, valueFrom } from './facts.ts';
import { type Labels, NO_LABELS } from './labels.ts';

/** What a series of a metric is: the metric itself, or one of the parts of a histogram or summary. */
export type SeriesPart = '' | '_bucket' | '_sum' | '_count';

export function partOf(metric: MetricShape, seriesName: string): SeriesPart {
  if (metric.type !== 'histogram' && metric.type !== 'summary') return '';
  const parts = ['_bucket', '_sum', '_count'] as const;
  return parts.find((part) => seriesName === `${metric.name}${part}`) ?? '';
}

/** What the raw value is. */
export function seriesValue(metric: MetricShape, seriesName: string, labels = NO_LABELS): Value {
  if (metric.recorded) return recordedValue(metric.recorded, seriesName, labels);
  const { type, unit } = metric;
  const part = partOf(metric, seriesName);
  if (part === '_bucket') return { ...valueFrom(labels, measure('count', undefined, unit), 'bucket'), counter: seriesName };
  if (part === '_count') return { ...valueFrom(labels, measure('count')), counter: seriesName };
  if (part === '_sum' || type === 'counter') return { ...valueFrom(labels, measure(unit)), counter: seriesName };
  if (type === 'histogram') return valueFrom(labels, measure(undefined, undefined, unit), 'native');
  if (type === 'info') return { ...valueFrom(labels), gauge: seriesName, info: true };
  return { ...valueFrom(labels, measure(unit)), gauge: seriesName };
}

/** A recording is a gauge or a counter as its expression is one, under its own name. */
function recordedValue(recorded: Value, seriesName: string, labels: Labels): Value {
  const { unit, perSecond, observed, histogram, info } = recorded;
  const value = { ...valueFrom(labels, measure(unit, perSecond, observed), histogram), info };
  return recorded.counter === undefined ? { ...value, gauge: seriesName } : { ...value, counter: seriesName };
}

const NONE = [] as const;

/** `le` and `quantile` belong to the form of the metric, not to its declaration. */
export function formLabels(metric: MetricShape, seriesName: string): readonly ('le' | 'quantile')[] {
  if (metric.type !== 'histogram' && metric.type !== 'summary') return NONE;
  const part = partOf(metric, seriesName);
  if (metric.type === 'summary' && part === '') return ['quantile'];
  return part === '_bucket' ? ['le'] : NONE;
}

/** How many values those labels have; summaries that do not say are taken to have a few. */
export function formSizes(metric: MetricShape, seriesName: string): ReadonlyMap<string, number> {
  const { buckets, quantiles } = metric;
  const [label] = formLabels(metric, seriesName);
  if (label === undefined) return NO_SIZES;
  return new Map([[label, label === 'le' ? (buckets?.length ?? DEFAULT_BUCKETS) + 1 : (quantiles?.length ?? SOME_QUANTILES)]]);
}

/** Bounds of a histogram where none are declared. https://github.com/siimon/prom-client#histogram */
const DEFAULT_BUCKETS = 11;
const SOME_QUANTILES = 10;

/** Whether a metric has series of that name; a histogram has none of its own name, unless it is native. */
export function hasSeries(metric: MetricShape, seriesName: string): boolean {
  return (metric.type !== 'histogram' && metric.type !== 'summary') || seriesNames(metric).includes(seriesName);
}

/** The names under which a metric has series. */
export function seriesNames(metric: MetricShape): readonly string[] {
  const parts = [`${metric.name}_sum`, `${metric.name}_count`];
  if (metric.type === 'summary') return [metric.name, ...parts];
  if (metric.type !== 'histogram' || metric.native) return [metric.name];
  return [`${metric.name}_bucket`, ...parts];
}

/** Series every target has without declaring them. https://prometheus.io/docs/concepts/jobs_instances/ */
export const SCRAPE_SERIES: Readonly<Record<string, Unit | undefined>> = {
  up: undefined,
  scrape_duration_seconds: 'seconds',
  scrape_samples_scraped: 'count',
  scrape_samples_post_metric_relabeling: 'count',
  scrape_series_added: 'count',
  scrape_timeout_seconds: 'seconds',
  scrape_sample_limit: 'count',
  scrape_body_size_bytes: 'bytes',
};

/** Series Prometheus writes for its own alerts; they carry the labels of the alert. */
export const ALERT_SERIES: ReadonlySet<string> = new Set(['ALERTS', 'ALERTS_FOR_STATE']);
