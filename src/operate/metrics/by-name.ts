import type { KnownMetric } from './known-metric.ts';

/** Names end with their unit and kind. */
const ENDINGS = ['', '_seconds', '_bytes', '_total', '_ratio', '_seconds_total', '_bytes_total'];

/** The metric of this name; `flow.execution.duration` is `flow_execution_duration_seconds` where that is there. */
export function metricByName(written: string, metrics: readonly KnownMetric[]): KnownMetric | undefined {
  const plain = snake(written);
  const names = [written, ...ENDINGS.map((ending) => plain + ending)];
  return names.map((name) => metrics.find((metric) => metric.name === name)).find((metric) => metric !== undefined);
}

/** `branchPath` → `branch_path`, `flow.id` → `flow_id`. */
export function snake(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').replace(/[.\-\s]+/g, '_');
  return words.toLowerCase();
}
