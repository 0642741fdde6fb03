/** Metrics of a master orchestrator: section 3.1 of the monitoring plan. A comment stands where a name differs from it. */
import { counter, gauge, histogram, oneOf } from 'signalbox/metrics';

export { build, componentHealth, cpuUsage, droppedObservations, memoryLimit, memoryUsage } from '../metrics.ts';

const route = oneOf('/plans', '/plans/{id}', 'other');
const method = oneOf('GET', 'POST', 'other');
const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
const SIZE_BUCKETS = [100, 1_000, 10_000, 100_000, 1_000_000] as const;

export const requests = counter({
  name: 'requests_total',
  help: 'HTTP requests answered.',
  labels: { route, method, status: oneOf('2xx', '3xx', '4xx', '5xx') },
});
export const requestDuration = histogram({
  name: 'request_duration_seconds',
  help: 'Time to answer an HTTP request.',
  unit: 'seconds',
  labels: { route },
  buckets: DURATION_BUCKETS,
  exemplars: true,
});
export const requestSize = histogram({
  name: 'request_size_bytes',
  help: 'Size of HTTP request bodies.',
  unit: 'bytes',
  labels: { route },
  buckets: SIZE_BUCKETS,
});
export const responseSize = histogram({
  name: 'response_size_bytes',
  help: 'Size of HTTP response bodies.',
  unit: 'bytes',
  labels: { route },
  buckets: SIZE_BUCKETS,
});

export const tasksQueued = counter({ name: 'tasks_queued_total', help: 'Tasks accepted as part of a plan.' });
export const tasksCompleted = counter({ name: 'tasks_completed_total', help: 'Tasks an agent completed.' });
// the alerts of section 6.2 call it task_failures_total
export const tasksFailed = counter({
  name: 'tasks_failed_total',
  help: 'Tasks that failed, by reason.',
  labels: { reason: oneOf('agent_error', 'agent_unreachable', 'timeout') },
});
export const taskDuration = histogram({
  name: 'task_duration_seconds',
  help: 'Time from dispatching a task to the answer of its agent.',
  unit: 'seconds',
  labels: { outcome: oneOf('completed', 'failed') },
  buckets: DURATION_BUCKETS,
});

// goroutines_total in the document: `_total` is for counters, and Node.js has these instead of goroutines
export const activeResources = gauge({
  name: 'active_resources',
  help: 'Timers, sockets and requests that keep the event loop busy.',
});
export const openConnections = gauge({ name: 'open_connections', help: 'Client connections open.' });

export const cacheHits = counter({ name: 'cache_hits_total', help: 'Plans answered from the cache.' });
export const cacheMisses = counter({ name: 'cache_misses_total', help: 'Plans the cache did not hold.' });
export const cacheSize = gauge({ name: 'cache_size_bytes', help: 'Size of all cached plans.', unit: 'bytes' });
