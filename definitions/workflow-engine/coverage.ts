/** Every capability the document of the workflow engine names, section by section, and what delivers it. */
import { coverage, delivered, notDelivered } from 'signalbox';
import { production } from '../environments.ts';
import * as alerts from './alerts.ts';
import { monitoring, timeline } from './boards.ts';
import { executionLogs } from './logs.ts';
import * as engineMetrics from './metrics/engine.ts';
import { METRIC_TYPES } from './metrics/types.ts';
import * as metrics from './metrics/workflows.ts';
import { engine, workflowEngine } from './services.ts';
import * as slos from './slos.ts';
import { workflows } from './teams.ts';
import { apiTraces, engineTraces } from './traces.ts';

const named = (test: string) => (name: string) => ({ test, named: name });
const unit = named('test/unit/runtime/workflow.test.ts');
const tracked = unit('an execution goes through its lifecycle');
const listed = unit('active ones by tenant, and no more ended ones than were asked for');
const constant = unit('takes as long among 100,000 as among 100');
const run = unit('a workflow that runs is followed by itself');
const whose = unit('where tenants are declared, every series says whose it is');
const who = unit('who asked for an execution, and what it is about, is in its lines');
const recorded = named('test/unit/runtime/statistics.test.ts')('are recorded by, converted, with attributes in any spelling');
const batched = named('test/unit/runtime/statistics.test.ts')('are recorded when full, when it is time, and at the end');
const here = named('test/unit/systems/workflow-engine.test.ts');
const held = here('%s asks what it says');
const all = here('all six operators and five aggregations of a gauge compile');
const windows = here('a window is what it is in milliseconds');
const kept30 = here('executions are kept for 30 days: their lines in Loki, the spans of their steps in Tempo');
const kept90 = here('metrics are kept for 90 days');
const cooled = here('an alert stays up for its cooldown');
const clean = here('the definitions of this system have no mistake');
const healthy = named('test/unit/runtime/health-indicators.test.ts')('indicators are up, degraded and down by their limits');
const measured = { doc: 'docs/runtime.md#what-it-costs' };
const onLoki = named('test/servers/operate/workflows.test.ts')('puts executions together from their lines');
const counted = named('test/servers/operate/workflows.test.ts')('count what ended and how');
const active = { command: 'workflows active' };
const recent = { command: 'workflows recent' };
const stats = { command: 'workflows stats' };
const charted = named('test/servers/operate/query.test.ts')('and over time it is a chart');
const summed = named('test/servers/operate/query.test.ts')('a histogram comes to what was observed');
const isolated = named('test/servers/operate/tenants.test.ts')('a tenant nobody has gets nothing');
const fires = named('test/servers/scenarios/suite.ts')('each incident fires the alerts it names, and not before it');
const panel = (title: string) => ({ panel: title, on: monitoring });
const over = (title: string) => ({ panel: title, on: timeline });
const boardOf = (name: string) => ({ address: `workflow-engine/board/${name}` });

const NO_TABLES =
  'There is no SQLite and no other database of its own: what it would keep are lines in Loki and samples in Prometheus, so there is no table and no index to make.';
const THEIR_TIMES =
  'Loki and Prometheus are asked over HTTP and work for others too: how long an answer takes is decided by their size and load, and no test holds it to a figure.';
const NO_API =
  'There is no interface of its own that answers with all of it: the board asks the servers part by part, each part is a command with `--json`, and programs ask Prometheus, Loki and Alertmanager by their own APIs.';

const types = [
  delivered('WorkflowExecution', { runtime: 'executionTracker' }, executionLogs, tracked),
  delivered('WorkflowStepExecution', { runtime: 'runWorkflow' }, executionLogs, run),
  delivered('WorkflowMetrics', metrics.executions, metrics.steps),
  delivered('WorkflowStats', stats, panel('Success'), counted),
  delivered('PerformanceMetric', { runtime: 'statistics' }, recorded),
  delivered('MetricAggregation', { command: 'metrics' }, summed),
  delivered('TimeSeries', { command: 'metrics --series' }, charted),
  delivered('Alert', { command: 'alerts list' }, alerts.executionsFail),
  delivered('AlertRule', alerts.apiSlow),
  delivered('AlertCondition', alerts.workersBusy, held, all),
  delivered(
    'AlertSeverity: info, warning, error, critical',
    alerts.cacheCold,
    alerts.apiSlow,
    alerts.executionsFail,
    alerts.noWorkers,
    here('the four severities of the document are told'),
  ),
  delivered('HealthCheck', { runtime: 'indicator' }, healthy),
  delivered('SystemHealth', { command: 'health' }, boardOf('health')),
  delivered('ComponentHealth', engineMetrics.componentHealth, panel('Component health')),
  delivered(
    'Trace, Span and SpanEvent, as OpenTelemetry has them',
    engineTraces,
    apiTraces,
    { runtime: 'startTracing' },
    named('test/servers/scenarios/traces.test.ts')('what arrives is whole'),
  ),
  delivered('DashboardData', monitoring),
  delivered('QuotaUsageStats', engineMetrics.quotaUsage, panel('Quotas')),
  delivered('LogEntry and LogLevel', executionLogs, { runtime: 'logger' }),
  delivered(
    'LogQuery',
    { command: 'logs --level --since' },
    named('test/servers/operate/logs.test.ts')('takes a level for itself and what is worse'),
  ),
];
const metricTypes = Object.entries(METRIC_TYPES).map(([name, metric]) => delivered(name, metric, here('the 18 types are there')));
const conditions = [
  delivered('gt, as above', alerts.apiSlow, held, all),
  delivered('gte, as atLeast', alerts.workersBusy, held, all),
  delivered('lt, as below', alerts.cacheCold, held, all),
  delivered('lte, as atMost', alerts.noWorkers, held, all),
  delivered('eq, as equals', alerts.nothingEnds, held, all),
  delivered('neq, as not', alerts.workersMissing, held, all),
  delivered('threshold, a number', alerts.apiSlow, held),
  delivered('windowMs', alerts.workersBusy, windows, here('a window that is no time is told with its place')),
  delivered('avg', alerts.workersMissing, alerts.apiSlow, alerts.cacheCold, held, all),
  delivered('sum of a gauge, of a counter, of a histogram', alerts.executionsFail, all),
  delivered('min of a gauge', alerts.workersBusy, held, all),
  delivered('max of a gauge', alerts.noWorkers, alerts.quotaNearlyUsed, held, all),
  delivered('count', alerts.executionsFail, alerts.nothingEnds, held, all),
  notDelivered(
    'min and max of a histogram; avg, min and max of a counter',
    'A histogram keeps buckets and no single values, and each event of a counter is a 1: such a condition does not compile, and the compiler says why. `percentile` asks a histogram for what is near its end.',
  ),
  delivered('More than 1000 ms on average over five minutes', alerts.apiSlow, held, fires),
];
const monitor = [
  delivered('Executions in real time', metrics.active, panel('Under way'), active),
  delivered('Progress step by step', metrics.steps, recent, tracked),
  delivered('Active executions in memory', { runtime: 'executionTracker' }, constant),
  delivered('Historical queries, of lines in Loki', executionLogs, recent, onLoki),
  notDelivered('SQLite persistence', NO_TABLES),
  delivered('Events that can be subscribed to', { runtime: 'executionTracker' }, tracked),
  notDelivered('Automatic schema initialization', NO_TABLES),
  delivered('Retention of 30 days', executionLogs, kept30),
];
const executionColumns = [
  delivered('id', executionLogs, tracked),
  delivered('workflow_id and workflow_name, which are one name here', metrics.executions, executionLogs),
  delivered('tenant_id', metrics.executions, executionLogs),
  delivered('user_id', executionLogs, who),
  delivered(
    'status: pending, running, completed, failed, cancelled',
    metrics.executions,
    metrics.queueLength,
    metrics.active,
    tracked,
  ),
  delivered('started_at, completed_at', executionLogs, recent),
  delivered('duration', metrics.executionDuration, executionLogs),
  delivered('steps_total, steps_completed, steps_failed', { runtime: 'executionTracker' }, recent, tracked),
  delivered('current_step', { runtime: 'executionTracker' }, recent, tracked),
  delivered('error_message', executionLogs, recent),
  delivered('metadata', { runtime: 'executionTracker' }, who),
];
const stepColumns = [
  delivered('id: that of its span', engineTraces, { command: 'traces show' }),
  delivered('execution_id', executionLogs, engineTraces),
  delivered('step_key, step_name, which are one name here', metrics.steps, executionLogs),
  delivered('status', metrics.steps),
  delivered('started_at, completed_at, duration', metrics.stepDuration, executionLogs),
  delivered('retry_count', metrics.stepRetries, executionLogs, over('Retries')),
  delivered('error_message', executionLogs),
  delivered('input_size', metrics.inputSize, over('Given to steps')),
  delivered('output_size', metrics.outputSize, over('Given back by steps')),
  delivered('tokens_used', metrics.tokens, panel('Tokens')),
  delivered('cost', metrics.cost, panel('Cost an hour')),
];
const monitorMethods = [
  delivered('startExecution', { runtime: 'executionTracker' }, { runtime: 'runWorkflow' }, run),
  delivered('updateExecution', { runtime: 'executionTracker' }, tracked),
  delivered('startStep, completeStep, failStep', { runtime: 'runWorkflow' }, run),
  delivered('getActiveExecutions, of a tenant too', { runtime: 'executionTracker' }, active, listed),
  delivered('getExecution', { command: 'workflows recent --execution' }, tracked),
  delivered('getRecentExecutions, a hundred', { command: 'workflows recent --limit 100' }, listed),
  delivered('getWorkflowStats, of a tenant too', { command: 'workflows stats --tenant' }, whose, isolated),
  delivered(
    'getStepExecutions',
    { command: 'workflows recent --execution' },
    { command: 'traces show' },
    { command: 'workflows steps' },
  ),
  delivered('cleanup(retentionDays = 30), which Loki does by itself', executionLogs, kept30),
];
const events = [
  ...['started', 'completed', 'failed', 'cancelled', 'step.started', 'step.completed', 'step.failed'].map((event) =>
    delivered(`workflow.${event}`, { runtime: 'executionTracker' }, executionLogs, tracked),
  ),
];
const monitorUsage = [
  delivered('Start an execution for a tenant and a user, with metadata', { runtime: 'runWorkflow' }, who),
  delivered(
    'Tokens, cost, sizes of input and output of a step',
    metrics.tokens,
    metrics.cost,
    metrics.inputSize,
    metrics.outputSize,
    tracked,
  ),
  delivered(
    'total, running, completed, failed, cancelled',
    panel('Running'),
    panel('Completed'),
    panel('Failed'),
    panel('Cancelled'),
    stats,
  ),
  delivered('avgDuration', panel('Mean duration'), stats),
  delivered('successRate', panel('Success'), slos.success, stats),
];
const monitorPerformance = [
  delivered('Active execution found in O(1)', { runtime: 'executionTracker' }, constant),
  notDelivered('Historical query in 2 to 5 ms', THEIR_TIMES),
  delivered('Event told in less than 0.1 ms', measured),
  notDelivered(
    'Cleanup of 1000 records in 50 to 100 ms',
    'Loki deletes whole chunks in the background, and Prometheus whole blocks.',
  ),
  delivered('About 1 KB of memory for an active workflow', measured),
];
const collector = [
  delivered('Metrics with labels', { runtime: 'statistics' }, { runtime: 'instruments' }, recorded),
  delivered('Buffered writes, batches of 100', { runtime: 'batch' }, batched),
  delivered('Flushed every 10 seconds', { runtime: 'batch' }, batched),
  delivered('Aggregation of time series', { command: 'metrics --aggregate' }, summed),
  delivered(
    'Percentiles 50, 95 and 99',
    { command: 'metrics --aggregate p50,p95,p99' },
    alerts.queueSlow,
    panel('Duration of executions'),
  ),
  delivered('By type of metric and range of time', { command: 'metrics --from --to' }, summed),
  delivered('Retention of 90 days', production, kept90),
  delivered(
    'performance_metrics: timestamp, type, value, unit, labels, tenant',
    metrics.executionDuration,
    engineMetrics.quotaUsage,
  ),
  notDelivered(
    'performance_metrics: an id for each value',
    'Samples have none: what a value is of is said by its name, its labels and its time.',
  ),
  notDelivered('Indexes by type and time, and by tenant', NO_TABLES),
];
const collectorMethods = [
  delivered('record(type, value, { unit, labels, tenantId })', { runtime: 'statistics' }, recorded),
  delivered('flush', { runtime: 'batch' }, batched),
  delivered('stop', { runtime: 'batch' }, batched),
  delivered('getAggregation, of a tenant too', { command: 'metrics --tenant' }, summed, isolated),
  delivered(
    'getTimeSeries by an interval, with labels',
    { command: 'query --range --step' },
    { command: 'metrics --series --where' },
    charted,
  ),
  delivered('getMetricCount', { command: 'metrics --aggregate count' }, { command: 'metrics' }),
  delivered('cleanup(retentionDays = 90), which Prometheus does by itself', production, kept90),
  delivered(
    'count, sum, avg, min, max, p50, p95, p99',
    { command: 'metrics --aggregate count,sum,avg,min,max,p50,p95,p99' },
    summed,
  ),
];
const collectorUsage = [
  delivered('Record how long a workflow took', metrics.executionDuration, { runtime: 'statistics' }, recorded),
  delivered(
    'Record the hit rate of a cache, by the two counts it is made of',
    engineMetrics.cacheLookups,
    panel('Cache hit rate'),
  ),
  delivered(
    'Aggregation of the last hour, of one tenant',
    { command: 'metrics workflow.execution.duration --since 1h --tenant acme' },
    summed,
  ),
  delivered('Points of a minute each', { command: 'query --range --step 1m' }, { command: 'metrics --series' }),
];
const collectorPerformance = [
  delivered('A buffer of 100 that can be configured', { runtime: 'batch' }, batched),
  delivered('Recorded in less than 0.1 ms', { runtime: 'batch' }, measured),
  notDelivered(
    'Flushed in 10 to 20 ms',
    'Nothing is inserted: a scrape of 10,000 series takes 2.7 ms (docs/runtime.md), and what SQLite took is not comparable.',
  ),
  notDelivered('Aggregation in 5 to 10 ms', THEIR_TIMES),
  notDelivered('Series in 2 to 5 ms for 60 points', THEIR_TIMES),
  notDelivered('Percentiles in 5 to 15 ms', THEIR_TIMES),
  notDelivered(
    'Percentiles of sorted values',
    'Histograms keep buckets, not values: a percentile is known to be between two limits, and can be added up over instances.',
  ),
];
const integration = [
  delivered('The engine starts, steps, completes and fails through the monitor', { runtime: 'runWorkflow' }, run),
  delivered('Duration of each step, by workflow, step and tenant', metrics.stepDuration, whose),
  delivered('Duration and count by workflow and status', metrics.executionDuration, metrics.executions, tracked),
  delivered('A failed execution keeps its error and throws it on', { runtime: 'runWorkflow' }, run),
  delivered('getDashboardData: timestamp, which is that of the board', monitoring),
  delivered('workflowStats', panel('Running'), panel('Success'), stats),
  delivered(
    'performanceMetrics: duration, hit rate, utilization',
    panel('Duration of executions'),
    panel('Cache hit rate'),
    panel('Worker pool utilization'),
  ),
  delivered('activeWorkflows', panel('Under way'), panel('Waiting'), active),
  delivered('recentAlerts', panel('Alerts'), { command: 'alerts history' }),
  delivered('systemHealth', panel('Component health'), { command: 'health' }),
  delivered('quotaUsage', panel('Quotas'), alerts.quotaNearlyUsed),
  delivered(
    'getWorkflowTimeline: executions, avgDuration, successRate, timeline',
    timeline,
    over('Ended'),
    over('Success'),
    over('Duration, spread'),
    {
      command: 'workflows recent --workflow',
    },
  ),
];
const architecture = [
  delivered('Dashboard layer', monitoring, timeline),
  delivered('CLI layer', active, recent, stats, { command: 'metrics' }),
  notDelivered('API layer', NO_API),
  notDelivered('MonitoringAPI: all data of the dashboard in one answer', NO_API),
  delivered('WorkflowMonitor, fed by the events of the engine', engine, { runtime: 'executionTracker' }),
  delivered('MetricsCollector', { runtime: 'statistics' }),
  delivered('AlertingService: Alertmanager', production, workflows),
  notDelivered('SQLite', NO_TABLES),
];
const overhead = [
  delivered('Less than 1 ms for an execution', measured),
  delivered('Less than 0.5 ms for a step', measured),
  notDelivered(
    '500 bytes an execution and 100 a metric',
    'Loki and Prometheus compress; what it comes to is reckoned by `signalbox cost`, not by row.',
  ),
];
const criteria = [
  delivered('Real-time workflow execution tracking', metrics.active, active, tracked),
  delivered('Step-by-step progress monitoring', metrics.steps, recent, tracked),
  delivered('In-memory active execution cache', { runtime: 'executionTracker' }, constant),
  delivered('Historical queries, of lines in Loki', recent, onLoki),
  notDelivered('SQLite persistence', NO_TABLES),
  delivered('Event emission for real-time subscriptions', { runtime: 'executionTracker' }, tracked),
  delivered('Retention policy of 30 days', executionLogs, kept30),
  delivered('18 metric types defined', metrics.executions, here('the 18 types are there')),
  delivered('Buffered writes, 100 metrics per batch', { runtime: 'batch' }, batched),
  delivered('Auto-flush every 10 seconds', { runtime: 'batch' }, batched),
  delivered('Time-series aggregation', { command: 'metrics --aggregate' }, summed),
  delivered('Percentiles 50, 95 and 99', { command: 'metrics --aggregate p50,p95,p99' }, summed),
  delivered(
    'Tenant isolation: `--tenant` is in every query of every command, and the tenant on every series and line',
    { command: 'workflows stats --tenant' },
    metrics.executions,
    executionLogs,
    boardOf('tenants'),
    isolated,
    whose,
    here('every series of a workflow says whose it is'),
  ),
  delivered('Retention policy of 90 days', production, kept90),
  delivered('Event-driven services', { runtime: 'executionTracker' }, tracked),
  delivered('Type-safe interfaces', metrics.executions, { test: 'test/types/runtime.ts', named: 'no such workflow' }),
  notDelivered('Indexed queries for performance', NO_TABLES),
  notDelivered('Automatic schema initialization', NO_TABLES),
  delivered('Zero compilation errors', { command: 'check' }, clean),
];
const alerting = [
  delivered(
    'Alerts by thresholds, rules that can be configured',
    alerts.workersBusy,
    alerts.databaseSlow,
    alerts.hostBusy,
    alerts.memoryLow,
    fires,
  ),
  delivered(
    'Active, acknowledged, resolved',
    { command: 'alerts ack' },
    { command: 'alerts list' },
    { command: 'incidents' },
    named('test/servers/alert-operations.test.ts')('reads all of it back as incidents'),
  ),
  delivered('Cooldown', alerts.executionsFail, alerts.quotaNearlyUsed, cooled),
  delivered('Email', workflows.info),
  delivered('Slack', workflows.ticket),
  delivered('PagerDuty', workflows.page),
];
const health = [
  delivered('Health of components', engineMetrics.componentHealth, { runtime: 'health' }, { command: 'health --indicator' }),
  delivered('Database', alerts.databaseDown, healthy),
  delivered('Cache', alerts.cacheDown, healthy),
  delivered('Queue', alerts.queueDown, healthy),
  delivered('Worker pool', alerts.workersDown, healthy),
  delivered(
    'Healthy, degraded, unhealthy',
    engineMetrics.componentHealth,
    { command: 'health --together' },
    named('test/unit/runtime/health-indicators.test.ts')('the whole'),
  ),
  delivered(
    'Checks by schedule',
    { runtime: 'health' },
    { test: 'test/unit/runtime/health-indicators.test.ts', named: 'probes run on their own schedule' },
  ),
];
const ui = [
  delivered('Executions in real time', panel('Events'), panel('Under way')),
  delivered('Time series of performance', panel('Duration of executions'), boardOf('performance')),
  delivered('Active workflows, updated by themselves', panel('Under way'), monitoring),
  delivered('History of executions', timeline, { address: 'estate/board/execution' }, recent),
  delivered('Alert dashboard', { address: 'estate/board/on-call' }, panel('Alerts')),
];
const typed = (call: string) => ({ test: 'test/servers/documented/workflow-engine.txt', named: call });
const cli = [
  delivered(
    'ax monitor workflows: active ones',
    active,
    typed('workflows active'),
    named('test/servers/operate/workflows.test.ts')('say what is under way'),
  ),
  delivered('ax monitor workflows: recent ones', recent, typed('workflows recent'), onLoki),
  delivered(
    'ax monitor metrics <type>',
    { command: 'metrics workflow.execution.duration' },
    typed('metrics workflow.execution.duration'),
  ),
  delivered('ax monitor stats', stats, typed('workflows stats'), counted),
  delivered('ax monitor alerts', { command: 'alerts list' }, typed('alerts list')),
];

export const monitoringFoundation = coverage({
  name: 'phase-6-week-1',
  system: workflowEngine,
  document: 'Phase 6 Week 1: Advanced Monitoring & Observability Foundation',
  sections: {
    'Type system': types,
    'Key metric types': metricTypes,
    'Alert condition system': conditions,
    WorkflowMonitor: monitor,
    'Table workflow_executions_monitor': executionColumns,
    'Table workflow_step_executions': stepColumns,
    'Methods of WorkflowMonitor': monitorMethods,
    'Events emitted': events,
    'Usage of WorkflowMonitor': monitorUsage,
    'Performance of WorkflowMonitor': monitorPerformance,
    MetricsCollector: collector,
    'Methods of MetricsCollector': collectorMethods,
    'Usage of MetricsCollector': collectorUsage,
    'Buffering and performance': collectorPerformance,
    'Integration points': integration,
    Architecture: architecture,
    'Combined overhead': overhead,
    'Success criteria': criteria,
    'Next: alerting service': alerting,
    'Next: health check service': health,
    'Next: dashboard': ui,
    'Next: command line': cli,
  },
});
