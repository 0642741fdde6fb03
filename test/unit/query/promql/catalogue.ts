import type { MetricCatalogue, MetricShape } from '../../../../src/query/shape.ts';

function shape(
  name: string,
  type: MetricShape['type'],
  unit: MetricShape['unit'],
  labels: MetricShape['labels'],
  more: Partial<MetricShape> = {},
): MetricShape {
  return { name, type, unit, labels, jobs: ['shop'], ...more };
}

const code = { values: ['200', '404', '500', '503'] };
const method = { values: ['GET', 'POST'] };

export const METRICS: readonly MetricShape[] = [
  shape('http_requests_total', 'counter', 'count', { code, method }),
  shape('http_request_duration_seconds', 'histogram', 'seconds', { method }, { buckets: [0.1, 0.3, 0.5, 1, 5] }),
  shape('rpc_duration_seconds', 'histogram', 'seconds', { method }, { native: true }),
  shape('gc_seconds', 'summary', 'seconds', {}),
  shape('queue_age_seconds', 'gauge', 'seconds', { queue: { series: 10 } }),
  shape('queue_length', 'gauge', 'count', { queue: { series: 10 } }),
  shape('memory_bytes', 'gauge', 'bytes', {}),
  shape('memory_limit_bytes', 'gauge', 'bytes', {}),
  shape('cpu_seconds_total', 'counter', 'seconds', { mode: { values: ['user', 'system', 'idle'] } }),
  shape('sent_bytes_total', 'counter', 'bytes', {}),
  shape('disk_used_ratio', 'gauge', 'ratio', { device: { series: 3 } }),
  shape('build_info', 'info', 'count', { version: { series: 2 } }),
  shape('start_time_seconds', 'gauge', 'seconds', {}),
  shape('shared_total', 'counter', 'count', { a: {} }, { jobs: ['one'] }),
  shape('shared_total', 'counter', 'count', { b: {} }, { jobs: ['two'] }),
];

export const CATALOGUE: MetricCatalogue = {
  find: (seriesName) =>
    METRICS.filter(
      ({ name, type }) => seriesName === name || (isParted(type) && PARTS.some((part) => seriesName === name + part)),
    ),
  names: [...new Set(METRICS.map(({ name }) => name)), 'job:recorded:sum'],
  targetLabels: new Set(['job', 'instance', 'region']),
};

const PARTS = ['_bucket', '_sum', '_count'];

function isParted(type: MetricShape['type']): boolean {
  return type === 'histogram' || type === 'summary';
}
