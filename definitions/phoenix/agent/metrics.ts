/** Metrics of an agent: section 3.2 of the monitoring plan. A comment stands where a name differs from it. */
import { counter, gauge, histogram, oneOf, stateSet } from 'signalbox/metrics';

export { build, componentHealth, cpuUsage, droppedObservations, memoryLimit, memoryUsage } from '../metrics.ts';

export const OPERATIONS = ['fetch', 'transform', 'store'] as const;
const operation = oneOf(...OPERATIONS);

export const operations = counter({
  name: 'operations_total',
  help: 'Operations carried out, failed ones included.',
  labels: { operation },
});
export const operationDuration = histogram({
  name: 'operation_duration_seconds',
  help: 'Time one operation took.',
  unit: 'seconds',
  labels: { operation },
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  exemplars: true,
});
export const operationFailures = counter({
  name: 'operation_failures_total',
  help: 'Operations that failed.',
  labels: { operation },
});

// the alerts of section 6.2 match a label `health`; the label of a state set has the metric's own name
export const agentHealth = stateSet({
  name: 'agent_health_status',
  help: 'How the agent is, by the share of its latest operations that failed.',
  states: ['healthy', 'degraded', 'unhealthy'],
});

// threads_total in the document: `_total` is for counters
export const threads = gauge({ name: 'threads', help: 'Operating system threads of the process.' });
