/** The rules of the engine, by conditions of all six operators and five aggregations; components that say themselves that they are ill. */
import { component, health, nodeExporter, percentile, promql, threshold, trend } from 'signalbox';
import { counted, observed, sampled, shared } from './conditions.ts';
import * as apiMetrics from './metrics/api.ts';
import * as metrics from './metrics/engine.ts';
import * as flows from './metrics/workflows.ts';
import { api, engine, host } from './services.ts';

const { metrics: node } = nodeExporter;
const look = (impact: string, ...steps: readonly string[]) => ({ impact, steps });
const LATE = 'Workflows start late, and what they make is late.';
const DEPLOYED = 'Compare with what was deployed: `signalbox versions transitions`.';

/** The document's example: on average more than 1000 ms over five minutes. */
export const apiSlow = threshold({
  service: api,
  name: 'WorkflowApiSlow',
  severity: 'warning',
  ...observed(apiMetrics.duration, { operator: 'gt', threshold: 1, windowMs: 300_000, aggregation: 'avg' }),
  for: '5m',
  cooldown: '15m',
  summary: 'The API takes more than a second on average.',
  runbook: look(
    'Everybody who looks at workflows waits.',
    'See which route is slow, and open a slow trace by its exemplar.',
    DEPLOYED,
  ),
});
export const workersBusy = threshold({
  service: engine,
  name: 'WorkersBusy',
  severity: 'warning',
  ...sampled(metrics.workerUtilization, { operator: 'gte', threshold: 0.9, windowMs: 600_000, aggregation: 'min' }),
  cooldown: '15m',
  summary: 'The workers have been busy for ten minutes.',
  runbook: look(LATE, 'See whose workflows run: the board has them by tenant.', 'Start more workers.'),
});
export const noWorkers = threshold({
  service: engine,
  name: 'NoWorkers',
  severity: 'critical',
  ...sampled(metrics.workers, { operator: 'lte', threshold: 0, windowMs: 120_000, aggregation: 'max' }),
  summary: 'There are no workers.',
  runbook: look('No workflow goes on.', 'See why they were stopped, and start them.', DEPLOYED),
});
/** Eight is what was planned for; change it together with the deployment. */
export const workersMissing = threshold({
  service: engine,
  name: 'WorkersNotAsPlanned',
  severity: 'info',
  ...sampled(metrics.workers, { operator: 'neq', threshold: 8, windowMs: 900_000, aggregation: 'avg' }),
  summary: 'There are not as many workers as were planned for.',
  runbook: look('Nobody waits yet.', 'See whether one was lost, or somebody has started more and forgotten them.'),
});
export const cacheCold = threshold({
  service: engine,
  name: 'WorkflowCacheCold',
  severity: 'info',
  ...shared(
    metrics.cacheLookups.where({ result: 'hit' }),
    { operator: 'lt', threshold: 0.5, windowMs: 900_000, aggregation: 'avg' },
    ['cache'],
  ),
  for: '5m',
  summary: 'Fewer than half of the lookups find what they look for.',
  description: 'Cache {{ $labels.cache }}: {{ $value | humanizePercentage }} are found.',
  runbook: look(
    'Workflows take longer than they need.',
    'See whether it was just restarted, or is too small: its size is beside it.',
  ),
});
export const executionsFail = threshold({
  service: engine,
  name: 'WorkflowsFail',
  severity: 'error',
  ...counted(
    flows.executions.where({ status: 'failed' }),
    { operator: 'gte', threshold: 10, windowMs: 300_000, aggregation: 'count' },
    ['tenant', 'workflow'],
  ),
  cooldown: '15m',
  summary: 'Ten executions of a workflow have failed within five minutes.',
  description: 'Workflow {{ $labels.workflow }} of {{ $labels.tenant }}.',
  runbook: look(
    'What the tenant asked for is not made.',
    'Read their errors: `signalbox workflows recent --status failed`.',
    'See at which step: `signalbox workflows steps`.',
    DEPLOYED,
  ),
});
const ended = observed(flows.executionDuration, { operator: 'eq', threshold: 0, windowMs: 1_800_000, aggregation: 'count' }, [
  'workflow',
]);
export const nothingEnds = threshold({
  service: engine,
  name: 'WorkflowsHang',
  severity: 'critical',
  ...ended,
  of: promql`${ended.of} and on (workflow) sum by (workflow) (${flows.active}) > 0`,
  for: '15m',
  summary: 'Executions are under way, and none has ended for half an hour.',
  description: 'Workflow {{ $labels.workflow }}.',
  runbook: look(
    LATE,
    'See what runs, and since when: `signalbox workflows active`.',
    'Cancel what hangs; its last step is on the trace.',
  ),
});
export const quotaNearlyUsed = threshold({
  service: engine,
  name: 'QuotaNearlyUsed',
  severity: 'warning',
  ...sampled(metrics.quotaUsage, { operator: 'gte', threshold: 0.9, windowMs: 300_000, aggregation: 'max' }),
  cooldown: '6h',
  summary: 'A tenant has used nine tenths of a quota.',
  runbook: look(
    'Soon nothing more is started for that tenant.',
    'Ask the tenant whether that is meant, and raise the quota or not.',
  ),
});
export const queueSlow = percentile({
  service: engine,
  name: 'WorkflowQueueSlow',
  severity: 'warning',
  of: flows.queueWait,
  percentile: 95,
  above: '1m',
  by: ['tenant'],
  window: '10m',
  runbook: look(LATE, 'See whether all workers are busy, and with whose workflows.'),
});
export const databaseSlow = percentile({
  service: engine,
  name: 'WorkflowDatabaseSlow',
  severity: 'warning',
  of: metrics.queryDuration,
  percentile: 95,
  above: '100ms',
  by: ['operation'],
  window: '10m',
  runbook: look(
    'Every step takes longer.',
    'See which query, by its trace.',
    'See whether the disk is busy, or what is kept too long.',
  ),
});

const ill = (name: string, indicator: string, what: string, impact: string) =>
  health({
    service: engine,
    name,
    severity: 'critical',
    for: '2m',
    of: component(indicator),
    is: 'down',
    summary: `${what} is unhealthy.`,
    runbook: look(impact, `Ask \`signalbox health --indicator ${indicator}\`, and read the errors of the engine.`, DEPLOYED),
  });
export const databaseDown = ill('WorkflowDatabaseUnhealthy', 'database', 'The database', 'Nothing is started or written down.');
export const cacheDown = ill(
  'WorkflowCacheUnhealthy',
  'cache',
  'The cache',
  'Workflows take longer, and the database has more to do.',
);
export const queueDown = ill('WorkflowQueueUnhealthy', 'queue', 'The queue', LATE);
export const workersDown = ill('WorkerPoolUnhealthy', 'workers', 'The pool of workers', LATE);

const busy = promql`1 - avg by (instance) (rate(${node.node_cpu_seconds_total.where({ mode: 'idle' })}[5m]))`;
export const hostBusy = threshold({
  service: host,
  name: 'WorkflowHostBusy',
  severity: 'warning',
  ...sampled(busy, { operator: 'gt', threshold: 0.9, windowMs: 900_000, aggregation: 'avg' }),
  summary: 'The processors of a host are busy.',
  description: 'Host {{ $labels.instance }}.',
  runbook: look('Steps take longer.', 'See which process it is; move workers to other hosts.'),
});
export const memoryLow = threshold({
  service: host,
  name: 'WorkflowMemoryLow',
  severity: 'warning',
  of: node.node_memory_MemAvailable_bytes,
  below: '512MiB',
  for: '10m',
  runbook: look('The kernel will end a process.', 'See which process holds the memory, and since when.'),
});
export const diskFills = trend({
  service: host,
  name: 'WorkflowDiskFills',
  severity: 'critical',
  of: node.node_filesystem_avail_bytes,
  reaches: 0,
  within: '4h',
  from: '1h',
  summary: 'A disk is full within four hours.',
  description: '{{ $labels.mountpoint }} of {{ $labels.instance }} fills up at its present pace.',
  runbook: look(
    'The database cannot write: nothing is started any more.',
    'See whether the cleanup ran: executions are kept 30 days, metrics 90.',
    'Delete what is not needed, or grow the disk.',
  ),
});
