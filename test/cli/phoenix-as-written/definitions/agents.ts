/** Section 3.2: AgentMetrics. */
import { counter, gauge, histogram, service } from 'signalbox';
import { DEFAULT_BUCKETS } from './default-buckets.ts';
import { phoenix } from './teams.ts';

const operations = counter({ name: 'operations_total' } as never);
const operationDuration = histogram({ name: 'operation_duration_seconds', buckets: DEFAULT_BUCKETS } as never);
const operationFailures = counter({ name: 'operation_failures_total' } as never);

const memoryUsage = gauge({ name: 'memory_usage_bytes' } as never);
const cpuUsage = gauge({ name: 'cpu_usage_percent' } as never);
const threads = gauge({ name: 'threads_total' } as never);

export const agents = service({
  name: 'agent-pool',
  owner: phoenix,
  scrape: { port: 9465 },
  metrics: [operations, operationDuration, operationFailures, memoryUsage, cpuUsage, threads],
});
