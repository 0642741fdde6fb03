import type { LabelShape, MetricShape } from '../../../src/query/shape.ts';

/** Targets of each job in the data. */
export const INSTANCES: ReadonlyMap<string, number> = new Map([
  ['shop', 3],
  ['bank', 2],
]);
export const SCRAPE_SECONDS = 15;

const code: LabelShape = { values: ['200', '404', '500'] };
const route: LabelShape = { series: 3 };
const queue: LabelShape = { values: ['in', 'out'] };

function shape(
  name: string,
  type: MetricShape['type'],
  unit: MetricShape['unit'],
  labels: MetricShape['labels'],
  more: Partial<MetricShape> = {},
): MetricShape {
  return { name, type, unit, labels, jobs: ['shop'], scrapeSeconds: SCRAPE_SECONDS, ...more };
}

/** What the data is declared to be. */
export const METRICS: readonly MetricShape[] = [
  shape('requests_total', 'counter', 'count', { code, route }),
  shape('cpu_seconds_total', 'counter', 'seconds', { mode: { values: ['user', 'idle'] } }, { jobs: ['shop', 'bank'] }),
  shape('duration_seconds', 'histogram', 'seconds', { route }, { buckets: [0.1, 0.5, 1] }),
  shape('gc_seconds', 'summary', 'seconds', {}, { quantiles: [0.5, 0.9] }),
  shape('queue_length', 'gauge', 'count', { queue }, { jobs: ['shop', 'bank'] }),
  shape('temperature_celsius', 'gauge', 'celsius', { queue }),
  shape('used_ratio', 'gauge', 'ratio', { device: { series: 2 } }, { jobs: ['bank'] }),
  shape('memory_bytes', 'gauge', 'bytes', {}, { jobs: ['shop', 'bank'] }),
  shape('limit_bytes', 'gauge', 'bytes', {}),
  shape('build_info', 'info', 'count', { version: { series: 2 } }, { jobs: ['shop', 'bank'] }),
  shape('target_info', 'info', 'count', { zone: { values: ['a', 'b'] } }),
  shape('shared_total', 'counter', 'count', { a: { series: 2 } }),
  shape('shared_total', 'counter', 'count', { b: { values: ['x', 'y'] } }, { jobs: ['bank'] }),
];
