import { describe, expect, it } from 'vitest';
import { alert } from '../../../src/alerts/alert.ts';
import { counter, gauge, histogram } from '../../../src/authored/metric.ts';
import { type Expr, promql } from '../../../src/authored/query.ts';
import { redisExporter } from '../../../src/catalogues/redis-exporter.ts';
import { dashboard, section } from '../../../src/define/dashboard.ts';
import { alertmanager, environment, grafana, prometheus } from '../../../src/define/environment.ts';
import { loki } from '../../../src/define/servers-telemetry.ts';
import { service } from '../../../src/define/service.ts';
import { slo } from '../../../src/define/slo.ts';
import { panel } from '../../../src/panels/kinds.ts';
import { rawRatio } from '../../../src/sli/raw-ratio.ts';
import { payments, resolveAll, routes } from '../../support/estate.ts';

// The monitoring plan of a system called Phoenix, taken down word for word: its names, queries, thresholds and config.

const help = 'As the plan has it.';
const masterMetrics = {
  requests: counter({ name: 'requests_total', help }),
  duration: histogram({ name: 'request_duration_seconds', help, unit: 'seconds', buckets: [0.1, 1] }),
  failed: counter({ name: 'tasks_failed_total', help }),
  completed: counter({ name: 'tasks_completed_total', help }),
  cpu: gauge({ name: 'cpu_usage_percent', help }),
  goroutines: gauge({ name: 'goroutines_total', help }),
};
const agentMetrics = {
  threads: gauge({ name: 'threads_total', help }),
  cpu: gauge({ name: 'cpu_usage_percent', help, unit: 'ratio' }),
};
const redisNames = [
  'redis_connected_clients',
  'redis_used_memory',
  'redis_commands_total',
  'redis_keyspace_hits_total',
  'redis_keyspace_misses_total',
  'redis_connected_replica_count',
  'redis_master_repl_offset',
  'redis_replication_lag',
];
const owner = payments;
const master = service({ name: 'master', owner, metrics: masterMetrics, scrape: { port: 9464 } });
const agent = service({ name: 'agent', owner, metrics: agentMetrics });
const redis = service({ name: 'redis', owner, metrics: redisExporter.pick(...(redisNames as never[])), scrape: { port: 9121 } });

const rule = (name: string, severity: 'warning' | 'critical', when: Expr, description: string, wait: '5m' | '1h' = '5m') =>
  alert({ service: master, name, severity, when, for: wait, summary: '', description });
const graph = (title: string, show: Expr, type = 'graph') => panel.raw({ title, type, json: {}, show });

const plan = {
  routes,
  master,
  agent,
  redis,
  production: environment({
    name: 'production',
    prometheus: prometheus({ version: '3.15' }),
    alertmanager: alertmanager({ version: '0.34' }),
    grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
    loki: loki({
      version: '3.7',
      raw: {
        schema_config: {
          configs: [
            {
              from: '2025-01-01',
              index: { period: '24h', prefix: 'index_' },
              object_store: 's3',
              schema: 'v12',
              store: 'boltdb-shipper',
            },
          ],
        },
      },
    }),
  }),
  cpu: rule('HighCPUUsage', 'warning', promql`avg(rate(process_cpu_seconds_total[5m])) > 0.8`, 'High CPU usage detected'),
  memory: rule(
    'HighMemoryUsage',
    'warning',
    promql`process_resident_memory_bytes / process_total_memory_bytes > 0.85`,
    'High memory usage detected',
  ),
  errors: rule(
    'HighErrorRate',
    'critical',
    promql`sum(rate(task_failures_total[5m])) / sum(rate(tasks_total[5m])) > 0.05`,
    'High task failure rate detected',
  ),
  health: rule('AgentUnhealthy', 'critical', promql`agent_health_status{health="unhealthy"} > 0`, 'Agent reported as unhealthy'),
  burn: rule(
    'ErrorBudgetBurn',
    'critical',
    promql`(sum(rate(requests_total{status=~"5.."}[1h])) / sum(rate(requests_total[1h]))) > 0.001`,
    'Error budget burning too fast',
    '1h',
  ),
  overview: dashboard({
    name: 'system-overview',
    title: 'System Overview',
    service: master,
    sections: [
      section({
        title: 'All',
        panels: [
          graph('CPU Usage', promql`rate(process_cpu_seconds_total[5m])`),
          graph('Request Rate', promql`rate(requests_total[5m])`),
          graph('Task Success Rate', promql`sum(rate(tasks_completed_total[5m])) / sum(rate(tasks_total[5m]))`, 'gauge'),
        ],
      }),
    ],
  }),
  availability: slo({
    service: master,
    name: 'availability',
    objective: '99.9%',
    window: '30d',
    sli: rawRatio({ good: promql`sum(rate(requests_total{status!~"5.."}[5m])) / sum(rate(requests_total[5m]))` }),
  }),
  latency: slo({
    service: master,
    name: 'latency',
    objective: '99%',
    window: '30d',
    sli: rawRatio({ good: promql`histogram_quantile(0.99, sum(rate(request_duration_seconds_bucket[5m])))` }),
  }),
};
const { diagnostics } = resolveAll(plan);

describe('the plan taken down word for word', () => {
  it.each([
    ['promql/unknown-metric', 'master/alert/HighCPUUsage', 'process_cpu_seconds_total'],
    ['promql/unknown-metric', 'master/alert/HighMemoryUsage', 'process_total_memory_bytes'],
    ['promql/unknown-metric', 'master/alert/HighErrorRate', 'task_failures_total'],
    ['promql/unknown-metric', 'master/alert/HighErrorRate', 'tasks_total'],
    ['promql/unknown-metric', 'master/alert/AgentUnhealthy', 'agent_health_status'],
    ['promql/unknown-label', 'master/alert/ErrorBudgetBurn', 'status'],
    ['promql/unknown-label', 'master/slo/availability', 'status'],
    ['promql/unknown-metric', 'master/dashboard/system-overview', 'tasks_total'],
    ['promql/quantile-without-le', 'master/slo/latency', 'le'],
    ['slo/quantile-is-no-ratio', 'master/slo/latency', 'quantile'],
    ['slo/not-event-weighted', 'master/slo/availability', 'averages'],
    ['slo/window-exceeds-retention', 'master/slo/availability', '15d'],
    ['alert/slow-to-fire', 'master/alert/ErrorBudgetBurn', 'fires 1h late'],
    ['alert/single-window-burn', 'master/alert/ErrorBudgetBurn', '0.001'],
    ['alert/no-summary', 'master/alert/HighCPUUsage', 'summary'],
    ['alert/no-runbook', 'master/alert/HighErrorRate', 'runbook'],
    ['metric/percent', 'master/metric/cpu_usage_percent', 'percent'],
    ['metric/name', 'master/metric/goroutines_total', '_total'],
    ['metric/name', 'agent/metric/threads_total', '_total'],
    ['metric/conflict', 'master/metric/cpu_usage_percent', 'unit'],
    ['service/metrics-not-scraped', 'agent/service/agent', 'agent'],
    ['catalogue/unknown-metric', 'redis/service/redis', 'redis_used_memory'],
    ['catalogue/unknown-metric', 'redis/service/redis', 'redis_connected_replica_count'],
    ['catalogue/unknown-metric', 'redis/service/redis', 'redis_replication_lag'],
    ['panel/removed-type', 'master/dashboard/system-overview', 'CPU Usage'],
    ['loki/legacy-schema', 'estate/environment/production', 'boltdb-shipper'],
    ['loki/legacy-schema', 'estate/environment/production', 'v12'],
    ['environment/no-runbooks-url', 'estate/environment/production', 'address'],
  ])('is told %s at %s (%s)', (code, at, seen) => {
    const found = diagnostics.filter((one) => one.code === code && one.at === at);
    expect(found.map(({ message }) => message).join('\n')).toContain(seen);
    for (const { fix } of found) expect(fix).toBeTruthy();
  });
});
