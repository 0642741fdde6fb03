/** Metrics that masters and agents share. */
import { gauge, info, text } from 'signalbox/metrics';

export { componentHealth, droppedObservations } from 'signalbox/runtime';

export const memoryUsage = gauge({ name: 'memory_usage_bytes', help: 'Resident memory of the process.', unit: 'bytes' });

// the document divides by process_total_memory_bytes, which nothing exposes
export const memoryLimit = gauge({ name: 'memory_limit_bytes', help: 'Memory the process may use.', unit: 'bytes' });

// cpu_usage_percent in the document: base units are ratios, and Grafana shows them as percent
export const cpuUsage = gauge({
  name: 'cpu_usage_ratio',
  help: 'Share of one CPU that the process used of late.',
  unit: 'ratio',
});

export const build = info({
  name: 'build_info',
  help: 'What is running.',
  labels: { version: text({ series: 3 }), node_version: text({ series: 3 }) },
});
