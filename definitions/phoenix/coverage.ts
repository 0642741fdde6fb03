/** Every capability the monitoring plan names, section by section, and what delivers it. */
import { coverage, delivered, notDelivered, redisExporter } from 'signalbox';
import { production } from '../environments.ts';
import * as agentMetrics from './agent/metrics.ts';
import { agentUnhealthy, highTaskFailureRate, tasksStuck } from './alerts/business.ts';
import { hostDown, loadBalancerDown } from './alerts/instance-down.ts';
import { backendEmpty, loadBalancerErrors } from './alerts/load-balancer.ts';
import { manyErrorsLogged } from './alerts/logs.ts';
import { redisDown } from './alerts/redis.ts';
import { agentProcess, highLatency, masterProcess } from './alerts/system.ts';
import { business } from './dashboards/business.ts';
import { hosts } from './dashboards/hosts.ts';
import { loadBalancers } from './dashboards/load-balancers.ts';
import { overview } from './dashboards/overview.ts';
import { redisBoard } from './dashboards/redis.ts';
import { appLogs, auditLogs, kernelLogs, redisLogs } from './logs.ts';
import * as masterMetrics from './master/metrics.ts';
import { cpuUsage, memoryUsage } from './metrics.ts';
import { routes } from './routes.ts';
import { agent, host, loadBalancer, master, phoenix, redis } from './services.ts';
import { availability, fast } from './slos.ts';
import { orchestration, platform } from './teams.ts';
import { agentTraces, masterTraces } from './traces.ts';

const redisMetrics = redisExporter.metrics;
const exposed = { test: 'test/unit/phoenix/metrics.test.ts' };
const rulesFire = { test: 'test/unit/phoenix/rules.test.ts' };
const estateHolds = { test: 'test/unit/phoenix/estate.test.ts' };
const onServers = { test: 'test/servers/stack.test.ts' };
const accepted = { test: 'test/servers/generated-accepted.test.ts' };
const demo = { test: 'test/unit/phoenix/demo.test.ts' };

export const plan = coverage({
  name: 'plan',
  system: phoenix,
  document: 'Monitoring and Observability Plan',
  sections: {
    '2. Architecture': [
      delivered('Master orchestrators are watched', master, exposed),
      delivered('Agent pools are watched', agent, exposed),
      delivered('The Redis cluster is watched', redis, redisDown, redisBoard),
      delivered('Load balancers are watched', loadBalancer, loadBalancerErrors, backendEmpty, loadBalancerDown, loadBalancers),
      delivered('Prometheus scrapes all of them', production, accepted),
      delivered('Grafana shows Prometheus, Loki and Tempo', production, overview),
      delivered('Prometheus hands alerts to Alertmanager', production, {
        address: 'prometheus/alert/AlertsNotHandedOver',
      }),
      delivered('Loki', production),
      delivered('Tempo', production),
      delivered('Slack', orchestration.ticket, platform.ticket),
      delivered('PagerDuty', orchestration.page, platform.page),
      delivered('Email', orchestration.info, platform.info),
    ],
    '3.1 Master metrics': [
      delivered('Counter requests_total', masterMetrics.requests, exposed),
      delivered('Histogram request_duration_seconds', masterMetrics.requestDuration, exposed),
      delivered('Histogram request_size_bytes', masterMetrics.requestSize, exposed),
      delivered('Histogram response_size_bytes', masterMetrics.responseSize, exposed),
      delivered('Counter tasks_queued_total', masterMetrics.tasksQueued, exposed),
      delivered('Counter tasks_completed_total', masterMetrics.tasksCompleted, exposed),
      delivered('Counter tasks_failed_total', masterMetrics.tasksFailed, exposed),
      delivered('Histogram task_duration_seconds', masterMetrics.taskDuration, exposed),
      delivered('Gauge memory_usage_bytes', memoryUsage, exposed),
      delivered('Gauge cpu_usage_percent, as a ratio', cpuUsage, exposed),
      delivered('Gauge goroutines_total, as what keeps a Node process busy', masterMetrics.activeResources, exposed),
      delivered('Gauge open_connections', masterMetrics.openConnections, exposed),
      delivered('Counter cache_hits_total', masterMetrics.cacheHits, exposed),
      delivered('Counter cache_misses_total', masterMetrics.cacheMisses, exposed),
      delivered('Gauge cache_size_bytes', masterMetrics.cacheSize, exposed),
      delivered('record_request counts, times and sizes a request in one call', { runtime: 'observe' }, demo),
    ],
    '3.2 Agent metrics': [
      delivered('Counter operations_total', agentMetrics.operations, exposed),
      delivered('Histogram operation_duration_seconds', agentMetrics.operationDuration, exposed),
      delivered('Counter operation_failures_total', agentMetrics.operationFailures, exposed),
      delivered('Gauge memory_usage_bytes', memoryUsage, exposed),
      delivered('Gauge cpu_usage_percent, as a ratio', cpuUsage, exposed),
      delivered('Gauge threads_total, as threads', agentMetrics.threads, exposed),
    ],
    '3.3 Redis metrics': [
      delivered('redis_connected_clients', redisMetrics.redis_connected_clients),
      delivered('redis_used_memory, as redis_memory_used_bytes', redisMetrics.redis_memory_used_bytes),
      delivered('redis_commands_total', redisMetrics.redis_commands_total),
      delivered('redis_keyspace_hits_total', redisMetrics.redis_keyspace_hits_total),
      delivered('redis_keyspace_misses_total', redisMetrics.redis_keyspace_misses_total),
      delivered('redis_connected_replica_count, as redis_connected_slaves', redisMetrics.redis_connected_slaves),
      delivered('redis_master_repl_offset', redisMetrics.redis_master_repl_offset),
      delivered('redis_replication_lag, as redis_connected_slave_lag_seconds', redisMetrics.redis_connected_slave_lag_seconds),
    ],
    '4.1 Log format': [
      delivered('timestamp, level, component and message in every line', appLogs, { runtime: 'logger' }),
      delivered('correlation_id', appLogs, { runtime: 'withContext' }, { command: 'logs --correlation' }),
      delivered('plan_id and task_id', appLogs, { command: 'logs --where' }),
      delivered('metadata of any form', { runtime: 'logger' }),
      delivered('component from the environment of the process', { runtime: 'observe' }, demo),
    ],
    '4.2 Log aggregation': [
      delivered('Chunks are closed when idle and kept for a while (1h, 30s)', production, {
        test: 'test/servers/loki-config.test.ts',
      }),
      delivered('Replication factor 3', production),
      delivered('Object store S3', production),
      delivered('Schema with an index a day, as v13 and tsdb', production, { test: 'test/servers/loki-config.test.ts' }),
    ],
    '5.1 Trace configuration': [
      delivered('service_name and environment on every span', masterTraces, agentTraces, demo),
      delivered('sampling_ratio, as a decision at the end of the trace', masterTraces, { command: 'sampling' }),
      delivered('tempo_endpoint', production),
      delivered('start_span', { runtime: 'startTracing' }, demo),
    ],
    '5.2 Propagation': [
      delivered('Context is injected into a carrier', masterTraces, { runtime: 'inject' }, { runtime: 'withExtracted' }, demo),
    ],
    '6.1 System alerts': [
      delivered('HighCPUUsage', masterProcess.cpu, agentProcess.cpu, rulesFire),
      delivered('HighMemoryUsage', masterProcess.memory, agentProcess.memory, rulesFire),
      delivered('HighLatency', highLatency, rulesFire),
    ],
    '6.2 Business alerts': [
      delivered('HighErrorRate of tasks', highTaskFailureRate, rulesFire),
      delivered('AgentUnhealthy', agentUnhealthy, rulesFire, { command: 'health' }),
    ],
    '7.1 System overview': [
      delivered('A board "System Overview"', overview, estateHolds),
      delivered('CPU usage', { panel: 'CPU usage', on: overview }),
      delivered('Memory usage', { panel: 'Memory usage', on: overview }),
      delivered('Request rate', { panel: 'Request rate', on: overview }),
    ],
    '7.2 Business metrics': [
      delivered('A board "Business Metrics"', business, estateHolds),
      delivered('Task success rate, a gauge', { panel: 'Task success rate', on: business }),
      delivered('Agent health, a table', { panel: 'Agent health', on: business }),
    ],
    '8. SLOs': [
      delivered('availability: 99.9% of 30 days', availability, { command: 'slo' }, { command: 'simulate' }),
      delivered('latency: 99% of 30 days', fast, { command: 'slo' }),
      delivered(
        'ErrorBudgetBurn',
        { address: 'phoenix-master/alert/SloBurn/availability/page-quick' },
        { address: 'phoenix-master/alert/SloBurn/availability/ticket-slow' },
        { test: 'test/servers/stack.test.ts' },
      ),
    ],
    '9.1 Infrastructure': [
      delivered('Deploy Prometheus', { command: 'deploy --target' }, { test: 'test/servers/prometheus-target.test.ts' }),
      delivered('Deploy Grafana', { command: 'deploy --target' }, { test: 'test/servers/grafana-target.test.ts' }),
      delivered('Deploy Loki', { command: 'deploy --target' }, { test: 'test/servers/loki-target.test.ts' }),
      delivered('Deploy Tempo', { test: 'test/servers/tempo-config.test.ts' }, onServers),
      delivered('Deploy Alertmanager', { command: 'deploy --target' }, { test: 'test/servers/alertmanager-target.test.ts' }),
      notDelivered(
        'Install the servers themselves on machines of production',
        'signalbox configures servers and proves it; who runs them installs them. deploy/ has a stack of containers for one machine.',
      ),
    ],
    '9.2 Metrics collection': [
      delivered('System metrics', host, hosts, hostDown),
      delivered('Business metrics', masterMetrics.tasksCompleted, tasksStuck),
      delivered('Custom metrics', { runtime: 'instruments' }, { doc: 'docs/runtime.md' }),
    ],
    '9.3 Log aggregation': [
      delivered('Log shipping', production, kernelLogs, redisLogs, { test: 'test/servers/log-delivery.test.ts' }),
      delivered('Log retention', appLogs, auditLogs, estateHolds),
    ],
    '9.4 Tracing': [
      delivered('Propagation of trace context', masterTraces, demo),
      delivered('Sampling', masterTraces, agentTraces, { test: 'test/servers/sampling.test.ts' }),
    ],
    '9.5 Dashboards': [
      delivered('System dashboards', overview, hosts, redisBoard, loadBalancers),
      delivered('Business dashboards', business),
      delivered('SLO dashboards', { address: 'phoenix/board/slos' }),
    ],
    '9.6 Alerts': [
      delivered('System alerts', masterProcess.cpu, highLatency),
      delivered('Business alerts', highTaskFailureRate, agentUnhealthy, tasksStuck),
      delivered('Error budget alerts', { address: 'phoenix-master/alert/SloBudgetExhausted/availability' }),
    ],
    '9.7 Runbooks': [
      delivered('Alert response procedures', highTaskFailureRate, estateHolds),
      delivered('Troubleshooting guides', availability, manyErrorsLogged),
      delivered('Escalation procedures', orchestration, routes, { test: 'test/unit/phoenix/routing.test.ts' }),
    ],
    '10. Tests': [
      delivered('Metrics are collected', exposed),
      delivered('Alert rules are valid', rulesFire, { command: 'test' }),
      delivered('Dashboard queries are right', estateHolds, { test: 'test/servers/panel-queries.test.ts' }),
      delivered('Log shipping', { test: 'test/servers/log-delivery.test.ts' }),
      delivered('Log queries', { test: 'test/servers/logql.test.ts' }),
      delivered('Retention policies', estateHolds),
      delivered('Trace propagation', demo),
      delivered('Sampling rules', { test: 'test/servers/sampling.test.ts' }),
      delivered('Trace visualization', { panel: 'Slow or failed', on: overview }, { command: 'traces show' }),
      delivered('Alert conditions', rulesFire),
      delivered('Notification delivery', { test: 'test/servers/alert-delivery.test.ts' }, { command: 'alerts send-test' }),
      delivered('Runbook links', estateHolds),
    ],
  },
});
