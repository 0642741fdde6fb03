import type { Unit } from '../../kernel/unit.ts';
import type { MetricShape } from '../shape.ts';
import { type Facts, measure } from './facts.ts';

/** What a series of a metric is: the metric itself, or one of the parts of a histogram or summary. */
export type SeriesPart = '' | '_bucket' | '_sum' | '_count';

export function partOf(metric: MetricShape, seriesName: string): SeriesPart {
  if (metric.type !== 'histogram' && metric.type !== 'summary') return '';
  const parts = ['_bucket', '_sum', '_count'] as const;
  return parts.find((part) => seriesName === `${metric.name}${part}`) ?? '';
}

/** Facts of the raw value; its labels are added by the caller. */
export function seriesFacts(metric: MetricShape, seriesName: string): Omit<Facts, 'labels'> {
  const part = partOf(metric, seriesName);
  if (part === '_bucket') return { ...measure('count', undefined, metric.unit), counter: seriesName, histogram: 'bucket' };
  if (part === '_count') return { unit: 'count', counter: seriesName };
  if (part === '_sum') return { ...measure(metric.unit), counter: seriesName };
  if (metric.type === 'histogram') return { observed: metric.unit, histogram: 'native' };
  if (metric.type === 'info') return { gauge: seriesName, info: true };
  return { ...measure(metric.unit), ...(metric.type === 'counter' ? { counter: seriesName } : { gauge: seriesName }) };
}

/** `le` and `quantile` belong to the form of the metric, not to its declaration. */
export function formLabels(metric: MetricShape, seriesName: string): readonly string[] {
  if (metric.type === 'summary' && partOf(metric, seriesName) === '') return ['quantile'];
  return partOf(metric, seriesName) === '_bucket' ? ['le'] : [];
}

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
