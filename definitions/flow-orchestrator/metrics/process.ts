/** What each process tells of itself. */
import { gauge, info, text } from 'signalbox/metrics';

export const memoryConsumption = gauge({
  name: 'flow_memory_consumption_bytes',
  help: 'Memory that the steps of a process hold.',
  unit: 'bytes',
});
export const memoryLimit = gauge({ name: 'flow_memory_limit_bytes', help: 'Memory a process may hold.', unit: 'bytes' });
export const component = info({
  name: 'flow_component_info',
  help: 'What runs, and in which version.',
  labels: { version: text({ series: 3 }) },
});
