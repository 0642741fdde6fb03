/** An ordinary day of Phoenix, and what can go wrong in it. */
import { haproxy, nodeExporter, redisExporter } from 'signalbox';
import { burns, late, noData, type Scenario, scenario, spent, unanswered } from '../simulator/scenario.ts';
import { serviceGraph } from '../simulator/service-graph.ts';
import { counts, is, ramp, says, stands, takes } from '../simulator/statement.ts';
import * as agentMetrics from './agent/metrics.ts';
import * as business from './alerts/business.ts';
import * as hosts from './alerts/host.ts';
import * as down from './alerts/instance-down.ts';
import * as balancers from './alerts/load-balancer.ts';
import * as logAlerts from './alerts/logs.ts';
import * as redisAlerts from './alerts/redis.ts';
import { agentProcess, highLatency, masterProcess, slowOperations } from './alerts/system.ts';
import { appLogs, auditLogs, kernelLogs, redisLogs } from './logs.ts';
import * as masterMetrics from './master/metrics.ts';
import { build, componentHealth, cpuUsage, droppedObservations, memoryLimit, memoryUsage } from './metrics.ts';
import { agent, host, loadBalancer, master, redis } from './services.ts';
import { availability, fast, operationLatency, operationSuccess, tasks } from './slos.ts';
import { agentTraces, masterTraces } from './traces.ts';

const objectives = [availability, fast, tasks, operationSuccess, operationLatency];
const node = nodeExporter.metrics;
const store = redisExporter.metrics;
const proxy = haproxy.metrics;
const GB = 1_000_000_000;
const HOUR = 3_600;

const ordinary: Scenario['ordinary'] = [
  counts(masterMetrics.requests, 20),
  takes(masterMetrics.requestDuration, { around: 0.04, perSecond: 2 }),
  counts(masterMetrics.tasksQueued, 10),
  counts(masterMetrics.tasksCompleted, 10),
  counts(masterMetrics.tasksFailed, 0.01),
  takes(masterMetrics.taskDuration, { around: 0.2 }),
  stands(masterMetrics.cacheSize, 0.05 * GB),
  counts(agentMetrics.operations, 10),
  counts(agentMetrics.operationFailures, 0.005),
  takes(agentMetrics.operationDuration, { around: 0.1, perSecond: 2 }),
  says(build, { version: '1.0.0', node_version: 'v22' }),
  stands(cpuUsage, 0.3),
  stands(memoryUsage, 0.5 * GB),
  stands(memoryLimit, GB, 0),
  stands(store.redis_up, 1, 0),
  stands(store.redis_memory_used_bytes, 2 * GB, 0.01),
  stands(store.redis_memory_max_bytes, 4 * GB, 0),
  stands(store.redis_connected_slave_lag_seconds, 1),
  counts(store.redis_commands_total, 300),
  counts(store.redis_keyspace_hits_total, 200),
  counts(store.redis_keyspace_misses_total, 20),
  counts(proxy.haproxy_frontend_http_requests_total, 25),
  counts(proxy.haproxy_backend_http_responses_total, 25),
  stands(proxy.haproxy_backend_active_servers, 2, 0),
  counts(node.node_cpu_seconds_total, 4),
  stands(node.node_memory_MemAvailable_bytes, 6 * GB),
  stands(node.node_memory_MemTotal_bytes, 16 * GB, 0),
  stands(node.node_filesystem_avail_bytes, 40 * GB, 0.001),
  stands(node.node_filesystem_size_bytes, 100 * GB, 0),
];

/** What one process has no more of. */
const exhausted = (service: typeof master | typeof agent): Scenario['incidents'][number] => {
  const own = { job: service.name };
  const fires = service === master ? masterProcess : agentProcess;
  return {
    name: `a process of ${service.name} is out of everything`,
    at: '11h',
    for: '20m',
    what: [
      stands(cpuUsage.where(own), 0.97, 0.01),
      stands(memoryUsage.where(own), 0.95 * GB, 0.01),
      is(componentHealth.where({ ...own, component: 'heap' }), 'unhealthy'),
      counts(droppedObservations.where({ ...own, reason: 'series_limit' }), 0.1),
    ],
    fires: [fires.cpu, fires.memory, fires.component, fires.dropped],
  };
};

export const play = scenario({
  system: 'phoenix',
  services: [
    { service: master, instances: 2 },
    { service: agent, instances: 2 },
    { service: redis },
    { service: loadBalancer },
    { service: host, instances: 2 },
    { service: serviceGraph },
  ],
  history: '8h',
  memory: '6h', // disks are judged by six hours
  labels: {
    component: ['heap', 'redis'],
    metric: ['requests_total'],
    mountpoint: ['/', '/var'],
    proxy: ['masters', 'console'],
    client: ['gateway', 'phoenix-master', 'phoenix-agent'],
    server: ['phoenix-master', 'phoenix-agent', 'store'],
  },
  ordinary,
  logs: [
    { stream: appLogs, level: 'info', message: 'request answered', fields: { plan_id: 'plan-1' }, perMinute: 12 },
    {
      stream: appLogs,
      component: 'phoenix-agent',
      level: 'info',
      message: 'operation done',
      fields: { task_id: 'task-1' },
      perMinute: 12,
    },
    { stream: auditLogs, level: 'info', message: 'plan submitted', fields: { actor: 'user-1', action: 'submit' }, perMinute: 2 },
    { stream: kernelLogs, level: 'info', message: 'eth0: link is up', perMinute: 1 },
    { stream: redisLogs, level: 'info', message: 'Background saving started', perMinute: 1 },
  ],
  traces: [
    {
      tracing: masterTraces,
      root: 'POST /plans',
      perMinute: 16,
      takes: { around: 0.3, spread: 0.7 },
      fails: 0.03,
      attributes: { 'plan.id': 'plan-1', 'task.retries': 0 },
      secrets: { 'http.request.header.authorization': 'Bearer of-user-1', note: 'card 4111 1111 1111 1111' },
      children: [
        { name: 'queue', attributes: { 'task.id': 'task-1' } },
        {
          name: 'convert',
          tracing: agentTraces,
          attributes: { 'task.id': 'task-1' },
          secrets: { 'store.api_key': 'of-the-store' },
        },
      ],
    },
  ],
  incidents: [
    {
      name: 'a release breaks every request',
      at: '5m',
      for: '1h',
      what: [
        counts(masterMetrics.requests.where({ status: '5xx' }), 20),
        counts(masterMetrics.requests.where({ status: '2xx' }), 0),
        counts(proxy.haproxy_backend_http_responses_total.where({ code: '5xx' }), 20),
      ],
      logs: [{ stream: appLogs, level: 'error', message: 'request failed', perMinute: 90 }],
      traces: [{ tracing: masterTraces, root: 'GET /plans', perMinute: 4, takes: { around: 0.05 }, fails: 1 }],
      fires: [...burns(availability), spent(availability), balancers.loadBalancerErrors, logAlerts.manyErrorsLogged],
    },
    {
      name: 'nothing ends, and nobody answers',
      at: '2h',
      for: '1h',
      what: [
        counts(masterMetrics.tasksCompleted, 0),
        counts(masterMetrics.tasksFailed, 0),
        is(agentMetrics.agentHealth, 'unhealthy'),
      ],
      fires: [business.tasksStuck, business.agentUnhealthy, unanswered(master), unanswered(agent)],
    },
    {
      name: 'a rack loses power',
      at: '5h',
      for: '30m',
      down: [
        { service: master, instances: 2 },
        { service: agent, instances: 2 },
        { service: loadBalancer, instances: 1 },
        { service: host, instances: 1 },
      ],
      fires: [down.masterDown, down.agentDown, down.loadBalancerDown, down.hostDown, ...objectives.map(noData)],
    },
    {
      name: 'the pool of masters is drained',
      at: '7h',
      for: '5m',
      what: [stands(proxy.haproxy_backend_active_servers.where({ proxy: 'masters' }), 0, 0)],
      fires: [balancers.backendEmpty],
    },
    { name: 'Redis is lost', at: '7h', for: '5m', what: [stands(store.redis_up, 0, 0)], fires: [redisAlerts.redisDown] },
    {
      name: 'Redis is full',
      at: '8h',
      for: '20m',
      what: [
        stands(store.redis_memory_used_bytes, 3.9 * GB, 0.005),
        stands(store.redis_connected_slave_lag_seconds, 30),
        counts(store.redis_rejected_connections_total, 2),
        counts(store.redis_evicted_keys_total, 20),
      ],
      fires: [redisAlerts.redisMemoryHigh, redisAlerts.redisReplicationLag, redisAlerts.redisConnectionsRejected],
    },
    {
      name: 'Redis is started without its configuration',
      at: '9h',
      for: '80m',
      what: [stands(store.redis_memory_max_bytes, 0, 0)],
      fires: [redisAlerts.redisWithoutLimit],
    },
    exhausted(master),
    exhausted(agent),
    {
      name: 'the kernel kills a process',
      at: '11h',
      for: '10m',
      logs: [{ stream: kernelLogs, level: 'error', message: 'Out of memory: Killed process 4711 (node)', perMinute: 1 }],
      fires: [logAlerts.outOfMemoryKill],
    },
    { name: 'rules wait', at: '12h', for: '30m', prometheusIsLate: true, fires: objectives.map(late) },
    {
      name: 'a log grows',
      at: '13h',
      for: '5h',
      what: [stands(node.node_filesystem_avail_bytes.where({ mountpoint: '/var' }), ramp(40 * GB, 8 * GB, 5 * HOUR))],
      fires: [hosts.diskFullSoon],
    },
    {
      name: 'everything is slow',
      at: '14h',
      for: '8h',
      what: [
        takes(masterMetrics.requestDuration, { around: 3, perSecond: 2 }),
        takes(agentMetrics.operationDuration, { around: 3, perSecond: 2 }),
      ],
      fires: [...[fast, operationLatency].flatMap((slo) => [...burns(slo), spent(slo)]), highLatency, slowOperations],
    },
    {
      name: 'agents fail what they are given',
      at: '24h',
      for: '8h',
      what: [
        counts(masterMetrics.tasksFailed, 9.9),
        counts(masterMetrics.tasksCompleted, 0.1),
        counts(agentMetrics.operationFailures, 9.9),
      ],
      fires: [...[tasks, operationSuccess].flatMap((slo) => [...burns(slo), spent(slo)]), business.highTaskFailureRate],
    },
  ],
});
