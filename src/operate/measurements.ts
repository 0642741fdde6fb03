import { aggregate, call, number, range, vector } from '../query/promql/build.ts';
import { printPromql } from '../query/promql/print.ts';
import type { KnownMetric } from './metrics/known-metric.ts';

/** One number over time that says how a metric does. */
export interface Measurement {
  /** `http_requests_total rate` */
  readonly name: string;
  readonly metric: string;
  readonly promql: string;
}

/** What says how each metric does: of a counter its rate, of a histogram its rate and 95th percentile, of anything else its mean; all series together. */
export function measurementsOf(metrics: readonly KnownMetric[], windowMs: number): Measurement[] {
  return metrics.flatMap((metric) => measured(metric, windowMs));
}

function measured({ name, type, native }: KnownMetric, windowMs: number): Measurement[] {
  const rate = (series: string, by: readonly string[] = []) =>
    aggregate('sum', { by }, call('rate', range(vector(series), windowMs)));
  const of = (what: string, promql: Parameters<typeof printPromql>[0]): Measurement => ({
    name: `${name} ${what}`,
    metric: name,
    promql: printPromql(promql),
  });
  if (type === 'info' || type === 'stateset') return [];
  if (type === 'counter') return [of('rate', rate(name))];
  if (type === 'histogram' && native)
    return [of('rate', call('histogram_count', rate(name))), of('p95', call('histogram_quantile', number('0.95'), rate(name)))];
  if (type === 'histogram')
    return [of('rate', rate(`${name}_count`)), of('p95', call('histogram_quantile', number('0.95'), rate(`${name}_bucket`, ['le'])))];
  if (type === 'summary') return [of('rate', rate(`${name}_count`))];
  return [of('mean', aggregate('avg', {}, call('avg_over_time', range(vector(name), windowMs))))];
}
