/** What the engine works with: workers, cache, database, and what each tenant may use. */
import { cacheMetrics, databaseMetrics, gauge, hierarchical, oneOf } from 'signalbox/metrics';
import { tenants } from './labels.ts';

export { componentHealth } from 'signalbox/runtime';
export { build } from './labels.ts';

export const workerUtilization = gauge({
  ...hierarchical('worker.pool.utilization', 'percent'),
  help: 'Share of the workers that run a step.',
});
/** `worker_pool_count` would read as the part of a histogram. */
export const workers = gauge({ name: 'worker_pool_workers', help: 'Workers there are.' });

export const { lookups: cacheLookups, entries: cacheSize } = cacheMetrics({ caches: oneOf('workflow', 'definition') });

export const { queries, duration: queryDuration } = databaseMetrics({
  operations: oneOf('select', 'insert', 'update', 'delete'),
  tables: oneOf('workflow_executions_monitor', 'workflow_step_executions', 'performance_metrics'),
});

export const quotaUsage = gauge({
  ...hierarchical('quota.usage', 'percent'),
  help: 'Share of its quota that a tenant has used.',
  labels: { tenant: tenants, resource: oneOf('executions', 'tokens', 'storage') },
});
