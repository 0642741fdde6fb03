/** Section 3.1: OrchestratorMetrics. Its fields have a name and a type: no help, no labels, no buckets. */
import { counter, gauge, histogram, service } from 'signalbox';
import { DEFAULT_BUCKETS } from './default-buckets.ts';
import { phoenix } from './teams.ts';

const requests = counter({ name: 'requests_total' } as never);
const requestDuration = histogram({ name: 'request_duration_seconds', buckets: DEFAULT_BUCKETS } as never);
const requestSize = histogram({ name: 'request_size_bytes', buckets: DEFAULT_BUCKETS } as never);
const responseSize = histogram({ name: 'response_size_bytes', buckets: DEFAULT_BUCKETS } as never);

const tasksQueued = counter({ name: 'tasks_queued_total' } as never);
const tasksCompleted = counter({ name: 'tasks_completed_total' } as never);
const tasksFailed = counter({ name: 'tasks_failed_total' } as never);
const taskDuration = histogram({ name: 'task_duration_seconds', buckets: DEFAULT_BUCKETS } as never);

const memoryUsage = gauge({ name: 'memory_usage_bytes' } as never);
const cpuUsage = gauge({ name: 'cpu_usage_percent' } as never);
const goroutines = gauge({ name: 'goroutines_total' } as never);
const openConnections = gauge({ name: 'open_connections' } as never);

const cacheHits = counter({ name: 'cache_hits_total' } as never);
const cacheMisses = counter({ name: 'cache_misses_total' } as never);
const cacheSize = gauge({ name: 'cache_size_bytes' } as never);

export const orchestrator = service({
  name: 'master-orchestrator',
  owner: phoenix,
  scrape: { port: 9464 },
  metrics: [
    requests,
    requestDuration,
    requestSize,
    responseSize,
    tasksQueued,
    tasksCompleted,
    tasksFailed,
    taskDuration,
    memoryUsage,
    cpuUsage,
    goroutines,
    openConnections,
    cacheHits,
    cacheMisses,
    cacheSize,
  ],
});
