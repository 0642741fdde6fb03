/** An ordinary day of the workflow engine, its API and its hosts, and what can go wrong in it. */
import { component, nodeExporter } from 'signalbox';
import { budgetState, burns, late, noData, scenario, spent } from '../simulator/scenario.ts';
import { serviceGraph } from '../simulator/service-graph.ts';
import { counts, is, ramp, says, stands, takes } from '../simulator/statement.ts';
import * as alerts from './alerts.ts';
import { apiLogs, executionLogs } from './logs.ts';
import * as apiMetrics from './metrics/api.ts';
import * as metrics from './metrics/engine.ts';
import { build } from './metrics/labels.ts';
import * as flows from './metrics/workflows.ts';
import { api, engine, host } from './services.ts';
import { availability, fastAnswers, startsSoon, success } from './slos.ts';
import { apiTraces, engineTraces } from './traces.ts';

const objectives = [success, startsSoon, availability, fastAnswers];
const node = nodeExporter.metrics;
const GB = 1_000_000_000;
const HOUR = 3_600;

const missed = (slo: typeof success) => [...burns(slo), spent(slo), budgetState(slo, 'below-50'), budgetState(slo, 'below-10')];
const ill = ['database', 'cache', 'queue', 'workers'];

export const play = scenario({
  system: 'workflow-engine',
  services: [{ service: engine, instances: 2 }, { service: api, instances: 2 }, { service: host }, { service: serviceGraph }],
  history: '4h',
  labels: {
    component: ill,
    tenant: ['acme', 'globex'],
    workflow: ['code-review', 'release-notes'],
    step: ['security_audit', 'changelog'],
    table: ['workflow_executions_monitor'],
    method: ['GET', 'POST'],
    route: ['/dashboard', '/workflows'],
    mountpoint: ['/', '/var'],
    client: ['browser', 'automatosx-api', 'automatosx-engine'],
    server: ['automatosx-api', 'automatosx-engine', 'models'],
  },
  ordinary: [
    counts(flows.executions, 4),
    takes(flows.executionDuration, { around: 20, perSecond: 2 }),
    takes(flows.queueWait, { around: 2, perSecond: 2 }),
    takes(metrics.queryDuration, { around: 0.005, perSecond: 2 }),
    counts(metrics.cacheLookups, 20),
    stands(metrics.workers, 8, 0),
    stands(metrics.workerUtilization, 0.5),
    stands(metrics.quotaUsage, 0.4),
    says(build, { version: '1.4.0' }),
    counts(apiMetrics.requests, 10),
    takes(apiMetrics.duration, { around: 0.05, perSecond: 2 }),
    counts(node.node_cpu_seconds_total, 2),
    stands(node.node_memory_MemAvailable_bytes, 6 * GB),
    stands(node.node_memory_MemTotal_bytes, 16 * GB, 0),
    stands(node.node_filesystem_avail_bytes, 40 * GB, 0.001),
    stands(node.node_filesystem_size_bytes, 100 * GB, 0),
  ],
  logs: [
    {
      stream: executionLogs,
      level: 'info',
      message: 'execution ended',
      fields: { tenant: 'acme', workflow: 'code-review' },
      perMinute: 12,
    },
    { stream: apiLogs, level: 'info', message: 'request answered', fields: { tenant: 'acme' }, perMinute: 6 },
  ],
  traces: [
    {
      tracing: apiTraces,
      root: 'POST /workflows',
      perMinute: 16,
      takes: { around: 8, spread: 0.8 },
      fails: 0.03,
      attributes: { 'workflow.tenant': 'acme', 'user.id': 'user-1' },
      secrets: { 'http.request.header.authorization': 'Bearer of-user-1' },
      children: [
        {
          name: 'code-review',
          tracing: engineTraces,
          attributes: { 'workflow.name': 'code-review', 'workflow.execution.id': 'execution-1' },
          children: [{ name: 'security_audit', secrets: { 'model.api_key': 'of-the-model' } }],
        },
      ],
    },
  ],
  incidents: [
    {
      name: 'the model refuses every request',
      at: '10m',
      for: '8h',
      what: [counts(flows.executions.where({ status: 'failed' }), 4), counts(flows.executions.where({ status: 'completed' }), 0)],
      logs: [
        {
          stream: executionLogs,
          level: 'error',
          message: 'execution failed',
          fields: { tenant: 'acme', error: 'refused' },
          perMinute: 30,
        },
      ],
      fires: [...missed(success), alerts.executionsFail],
    },
    {
      name: 'a release breaks the API',
      at: '1h',
      for: '1h',
      traces: [{ tracing: apiTraces, root: 'GET /dashboard', perMinute: 3, takes: { around: 0.1 }, fails: 1 }],
      what: [counts(apiMetrics.requests.where({ code: '5xx' }), 10), counts(apiMetrics.requests.where({ code: '2xx' }), 0)],
      logs: [{ stream: apiLogs, level: 'error', message: 'request failed', fields: { error: 'undefined' }, perMinute: 30 }],
      fires: missed(availability),
    },
    {
      name: 'the dashboard reads everything',
      at: '3h',
      for: '8h',
      what: [takes(apiMetrics.duration, { around: 2, perSecond: 2 })],
      fires: [...burns(fastAnswers), spent(fastAnswers), alerts.apiSlow],
    },
    {
      name: 'more is asked for than the workers can do',
      at: '9h',
      for: '8h',
      what: [takes(flows.queueWait, { around: 150, perSecond: 2 }), stands(metrics.workerUtilization, 0.97, 0.01)],
      fires: [...missed(startsSoon), alerts.queueSlow, alerts.workersBusy],
    },
    {
      name: 'workers are lost, and then all of them',
      at: '18h',
      for: '30m',
      what: [stands(metrics.workers, (seconds) => (seconds < HOUR / 3 ? 6 : 0))],
      fires: [alerts.workersMissing, alerts.noWorkers],
    },
    {
      name: 'the cache is emptied',
      at: '19h',
      for: '30m',
      what: [counts(metrics.cacheLookups.where({ result: 'miss' }), 60)],
      fires: [alerts.cacheCold],
    },
    {
      name: 'executions hang',
      at: '20h',
      for: '70m',
      traces: [{ tracing: engineTraces, root: 'release-notes', perMinute: 2, takes: { around: 600 } }],
      what: [counts(flows.executions, 0), takes(flows.executionDuration, { around: 20, perSecond: 0 })],
      fires: [alerts.nothingEnds],
    },
    {
      name: 'a tenant uses its tokens up',
      at: '22h',
      for: '20m',
      what: [stands(metrics.quotaUsage.where({ tenant: 'acme', resource: 'tokens' }), 0.95, 0.01)],
      fires: [alerts.quotaNearlyUsed],
    },
    {
      name: 'the database is slow, and then all is ill',
      at: '23h',
      for: '20m',
      what: [takes(metrics.queryDuration, { around: 0.5, perSecond: 2 }), ...ill.map((name) => is(component(name), 'unhealthy'))],
      fires: [alerts.databaseSlow, alerts.databaseDown, alerts.cacheDown, alerts.queueDown, alerts.workersDown],
    },
    {
      name: 'a host has no more of anything',
      at: '24h',
      for: '2h',
      what: [
        counts(node.node_cpu_seconds_total.where({ mode: 'idle' }), 0.05),
        stands(node.node_memory_MemAvailable_bytes, GB / 3),
        stands(node.node_filesystem_avail_bytes.where({ mountpoint: '/var' }), ramp(40 * GB, 5 * GB, 2 * HOUR)),
      ],
      fires: [alerts.hostBusy, alerts.memoryLow, alerts.diskFills],
    },
    { name: 'rules wait', at: '24h', for: '30m', prometheusIsLate: true, fires: objectives.map(late) },
    {
      name: 'the machines are gone',
      at: '27h',
      for: '30m',
      down: [
        { service: engine, instances: 2 },
        { service: api, instances: 2 },
      ],
      fires: objectives.map(noData),
    },
  ],
});
