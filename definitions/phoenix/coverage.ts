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
const named = (test: string) => (name: string) => ({ test, named: name });
const exposed = named('test/unit/phoenix/metrics.test.ts')('exposes every metric that is declared, of its type, and no other');
const notified = named('test/unit/phoenix/routing.test.ts')('Slack, PagerDuty and email are all in use');
const rules = named('test/unit/phoenix/rules.test.ts');
const rulesFire = rules('every alert that Prometheus evaluates has its case');
const estate = named('test/unit/phoenix/estate.test.ts');
const demo = named('test/unit/phoenix/demo.test.ts');
const counted = demo('goes to the agents, is counted on both sides, and is cached once it is done');
const traced = demo('correlation id and trace lead from the answer to every log line and span');
const generated = named('test/servers/generated-accepted.test.ts');
const lokiStarts = named('test/servers/loki-config.test.ts')('verifies the config of many processes');
const shipped = named('test/servers/log-delivery.test.ts')('is found by its correlation id, with the trace id of the request');
const sampled = named('test/servers/sampling.test.ts')('keeps errors and slow traces of a strict service, and drops the rest');
const stored = estate('Loki deletes, in a schema it loads, on S3 in triplicate');
const chunks = estate('chunks of Loki are closed and kept as the plan says');
const loaded = generated('accepts the configuration');
const environmentOf = named('test/servers/sampling.test.ts')('attributes of spans are redacted and enriched');
const linked = estate('every rule of %s links to a page that is generated');
const kept = estate('the stream %s is kept for %s');

/** Containers of one machine with what was generated; no machine of production is touched. */
const onOneMachine = [
  { doc: 'deploy/compose.yaml' },
  named('test/servers/stack.test.ts')('starts, is deployed to, and goes away again'),
] as const;

const lokiDeployed = (says: string) =>
  delivered(
    `${says}: on one machine; its configuration and rules, wherever it runs`,
    ...onOneMachine,
    { command: 'deploy --target' },
    named('test/servers/loki-target.test.ts')('takes groups, proves them, and has nothing to do the second time'),
  );
const tempoDeployed = (says: string) =>
  delivered(
    `${says}: on one machine; its configuration, wherever it runs`,
    { doc: 'deploy/compose.yaml' },
    { command: 'deploy --target' },
    named('test/servers/tempo-config.test.ts')('starts'),
  );

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
      delivered(
        'Prometheus scrapes all of them',
        production,
        generated('accepts the configuration and every rule file it names'),
      ),
      ...['Prometheus', 'Loki', 'Tempo'].map((server) =>
        delivered(
          `Grafana shows ${server}`,
          production,
          overview,
          generated('takes folders, data sources and dashboards and holds them as they are'),
        ),
      ),
      delivered('Prometheus hands alerts to Alertmanager', production, {
        address: 'prometheus/alert/AlertsNotHandedOver',
      }),
      delivered('Loki', production),
      delivered('Tempo', production),
      delivered('Slack', orchestration.ticket, platform.ticket, notified),
      delivered('PagerDuty', orchestration.page, platform.page, notified),
      delivered('Email', orchestration.info, platform.info, notified),
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
      delivered('record_request counts, times and sizes a request in one call', { runtime: 'observe' }, counted),
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
      delivered('component from the environment of the process', { runtime: 'observe' }, traced),
    ],
    '4.2 Log aggregation': [
      delivered('chunk_idle_period 1h', production, chunks, loaded),
      delivered('chunk_retain_period 30s', production, chunks, loaded),
      delivered('replication_factor 3', production, stored),
      delivered('from: a day before the first line, as 2024-01-01', production, stored),
      delivered('index period 24h', production, stored),
      delivered('index prefix index_', production, stored),
      delivered('object_store s3', production, stored),
      delivered('schema v12, as v13', production, stored, lokiStarts),
      delivered('store boltdb-shipper, as tsdb', production, stored, lokiStarts),
    ],
    '5.1 Trace configuration': [
      delivered('service_name on every span, as an attribute of the resource', masterTraces, agentTraces, traced),
      delivered('environment on every span', masterTraces, agentTraces, environmentOf),
      delivered('sampling_ratio, as a decision at the end of the trace', masterTraces, { command: 'sampling' }),
      delivered('tempo_endpoint', production),
      delivered('start_span', { runtime: 'startTracing' }, traced),
    ],
    '5.2 Propagation': [
      delivered('Context is injected into a carrier', masterTraces, { runtime: 'inject' }, { runtime: 'withExtracted' }, traced),
    ],
    '6.1 System alerts': [
      delivered('HighCPUUsage, as HighCpuUsage of masters and of agents', masterProcess.cpu, agentProcess.cpu, rulesFire),
      delivered('HighMemoryUsage', masterProcess.memory, agentProcess.memory, rulesFire),
      delivered('HighLatency', highLatency, rulesFire),
    ],
    '6.2 Business alerts': [
      delivered('HighErrorRate, as HighTaskFailureRate', highTaskFailureRate, rulesFire),
      delivered('AgentUnhealthy', agentUnhealthy, rulesFire, { command: 'health' }),
    ],
    '7.1 System overview': [
      delivered('A board "System Overview"', overview, estate('those of section 7 and that of the objectives are there')),
      delivered('CPU usage', { panel: 'CPU usage', on: overview }),
      delivered('Memory usage', { panel: 'Memory usage', on: overview }),
      delivered('Request rate', { panel: 'Request rate', on: overview }),
    ],
    '7.2 Business metrics': [
      delivered('A board "Business Metrics"', business, estate('those of section 7 and that of the objectives are there')),
      delivered('Task success rate, a gauge', { panel: 'Task success rate', on: business }),
      delivered('Agent health, a table', { panel: 'Agent health', on: business }),
    ],
    '8. SLOs': [
      delivered('availability: 99.9% of 30 days', availability, { command: 'slo' }, { command: 'simulate' }),
      delivered('latency: 99% of 30 days', fast, { command: 'slo' }),
      delivered(
        'ErrorBudgetBurn, as SloBurn in four tiers',
        rules('the budget of availability burns'),
        ...['page-quick', 'page-slow', 'ticket-quick', 'ticket-slow'].map((tier) => ({
          address: `phoenix-master/alert/SloBurn/availability/${tier}`,
        })),
      ),
    ],
    '9.1 Infrastructure': [
      delivered(
        'Deploy Prometheus: on one machine; what it reads, wherever it runs',
        ...onOneMachine,
        { command: 'deploy --target' },
        named('test/servers/prometheus-target.test.ts')('takes rules and configuration, proves them'),
      ),
      delivered(
        'Deploy Grafana: on one machine; its boards, folders and data sources, wherever it runs',
        { doc: 'deploy/compose.yaml' },
        { command: 'deploy --target' },
        named('test/servers/grafana-target.test.ts')('takes folder, data source and dashboard in this order'),
      ),
      lokiDeployed('Deploy Loki'),
      tempoDeployed('Deploy Tempo'),
      delivered(
        'Deploy Alertmanager: on one machine; what it reads, wherever it runs',
        ...onOneMachine,
        { command: 'deploy --target' },
        named('test/servers/alertmanager-target.test.ts')('takes configuration and templates, proves them'),
      ),
      notDelivered(
        'Deploy the five servers to machines of production',
        '`signalbox deploy` starts no server: it writes and proves what servers read. Whoever runs them installs them, by packages or by the charts, for which an environment with `kubernetes` gets the values (docs/kubernetes.md).',
      ),
    ],
    '9.2 Metrics collection': [
      delivered('System metrics', host, hosts, hostDown),
      delivered('Business metrics', masterMetrics.tasksCompleted, tasksStuck),
      delivered('Custom metrics', { runtime: 'instruments' }, { doc: 'docs/runtime.md' }),
    ],
    '9.3 Log aggregation': [
      lokiDeployed('Deploy Loki'),
      delivered('Log shipping', production, kernelLogs, redisLogs, shipped),
      delivered('Log retention', appLogs, auditLogs, kept),
    ],
    '9.4 Tracing': [
      tempoDeployed('Deploy Tempo'),
      delivered('Propagation of trace context', masterTraces, traced),
      delivered('Sampling', masterTraces, agentTraces, sampled),
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
      delivered(
        'Alert response procedures',
        highTaskFailureRate,
        estate('every alert that is written says what it means and what to do'),
      ),
      delivered('Troubleshooting guides', availability, manyErrorsLogged),
      delivered(
        'Escalation procedures',
        orchestration,
        routes,
        named('test/unit/phoenix/routing.test.ts')(
          'a page of orchestration that stays open is told to platform after half an hour',
        ),
      ),
    ],
    '10. Tests': [
      delivered('Metrics are collected', exposed),
      delivered(
        'Alert rules are valid',
        { command: 'test' },
        generated('accepts the configuration and every rule file it names'),
        generated('passes every rule test of %s'),
      ),
      delivered(
        'Dashboard queries are right',
        estate('every PromQL query parses'),
        named('test/servers/panel-queries.test.ts')('all run, and all but those that are named return data'),
      ),
      delivered('Log shipping', shipped),
      delivered('Log queries', estate('every log query parses'), named('test/servers/logql.test.ts')('agree on the corpus')),
      delivered('Retention policies', kept),
      delivered('Trace propagation', traced),
      delivered('Sampling rules', estate('%s keeps errors, what takes over a second, and a tenth of the rest'), sampled),
      delivered(
        'Trace visualization',
        { panel: 'Slow or failed', on: overview },
        { command: 'traces show' },
        estate('a line of the log leads to its trace'),
      ),
      delivered('Alert conditions', rulesFire),
      delivered('Notification delivery', named('test/servers/alert-delivery.test.ts')('reaches the team while requests fail'), {
        command: 'alerts send-test',
      }),
      delivered('Runbook links', linked),
    ],
  },
});
