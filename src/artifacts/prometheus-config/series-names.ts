import type { Metric, Service } from '../../model/service.ts';

/** The names of the declared series, as one pattern. */
export function declaredNames(service: Service): string {
  return service.metrics.flatMap(seriesNames).sort().join('|');
}

/** The names a metric has on the wire. */
export function seriesNames(metric: Metric): string[] {
  if (metric.type === 'histogram') return [metric.name, `${metric.name}_bucket`, `${metric.name}_count`, `${metric.name}_sum`];
  return metric.type === 'summary' ? [metric.name, `${metric.name}_count`, `${metric.name}_sum`] : [metric.name];
}
