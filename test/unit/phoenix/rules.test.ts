/** Section 10.1 and 10.4: alert rules and their conditions, by promtool. Every alert of a Prometheus rule is made to fire, and kept from it. */
import { expectations, promtoolAvailable } from 'signalbox/testing';
import { describe, expect, test } from 'vitest';
import * as definitions from '../../../definitions/index.ts';
import { agentHealth } from '../../../definitions/phoenix/agent/metrics.ts';
import { business, host, instances, loadBalancer, redis, system } from '../../../definitions/phoenix/alerts/index.ts';
import { requests, tasksCompleted, tasksFailed, tasksQueued } from '../../../definitions/phoenix/master/metrics.ts';
import {
  componentHealth,
  cpuUsage,
  droppedObservations,
  memoryLimit,
  memoryUsage,
} from '../../../definitions/phoenix/metrics.ts';
import { alerts as watchers } from '../../../definitions/phoenix/monitoring/index.ts';
import { availability } from '../../../definitions/phoenix/slos.ts';

const { expectRule } = expectations(definitions);
type Rule = ReturnType<typeof expectRule>;

/** A series with the values that make an alert fire, and with those just short of it. */
type Case = readonly [alert: Parameters<typeof expectRule>[0], fires: (rule: Rule) => Rule, quiet: (rule: Rule) => Rule];
const one = { instance: 'one' };
const on = (job: string) => ({ instance: 'one', job });
const series = (text: string, values: string) => (rule: Rule) => rule.withSeries(text, values);

const processCases = (job: 'phoenix-agent' | 'phoenix-master', alerts: typeof system.masterProcess): Case[] => [
  [
    alerts.cpu,
    (rule) => rule.with(cpuUsage, on(job), '0.9x30').firesAt('5m'),
    (rule) => rule.with(cpuUsage, on(job), '0.79x30').staysQuietUntil('30m'),
  ],
  [
    alerts.memory,
    (rule) => rule.with(memoryUsage, on(job), '90x30').with(memoryLimit, on(job), '100x30').firesAt('5m'),
    (rule) => rule.with(memoryUsage, on(job), '84x30').with(memoryLimit, on(job), '100x30').staysQuietUntil('30m'),
  ],
  [
    alerts.component,
    (rule) =>
      rule.with(componentHealth, { ...on(job), component: 'cache', component_health_status: 'unhealthy' }, '1x30').firesAt('5m'),
    (rule) =>
      rule
        .with(componentHealth, { ...on(job), component: 'cache', component_health_status: 'unhealthy' }, '1x3 0x27')
        .staysQuietUntil('30m'),
  ],
  [
    alerts.dropped,
    (rule) =>
      rule
        .withSeries(`up{instance="one",job="${job}"}`, '1x90')
        .with(droppedObservations, { ...on(job), metric: 'requests_total', reason: 'series_limit' }, '_x70 1x20')
        .staysQuietUntil('69m')
        .firesAt('70m'),
    (rule) =>
      rule
        .with(droppedObservations, { ...on(job), metric: 'requests_total', reason: 'series_limit' }, '7x30')
        .staysQuietUntil('30m'),
  ],
];

/** The 95th percentile of requests that all take between two buckets. */
const slow = (name: string, by: string, faster: number, slower: number) => (rule: Rule) =>
  rule
    .withSeries(`${name}_bucket{${by}, le="${faster}"}`, '0x30')
    .withSeries(`${name}_bucket{${by}, le="${slower}"}`, '0+60x30')
    .withSeries(`${name}_bucket{${by}, le="+Inf"}`, '0+60x30');

const down = (alert: Case[0], job: string, last: string): Case => [
  alert,
  (rule) => series(`up{job="${job}", instance="one"}`, '1x4 0x26')(rule).firesAt(last as '7m'),
  (rule) => series(`up{job="${job}", instance="one"}`, '1x4 0x1 1x20')(rule).staysQuietUntil('25m'),
];

const tasks = (queued: string, completed: string, failed: string) => (rule: Rule) =>
  rule
    .with(tasksQueued, one, queued)
    .with(tasksCompleted, one, completed)
    .with(tasksFailed, { ...one, reason: 'timeout' }, failed);

const redisSeries = (name: string, values: string) => series(`redis_${name}{job="phoenix-redis", instance="one"}`, values);
const both =
  (...steps: readonly ((rule: Rule) => Rule)[]) =>
  (rule: Rule) =>
    steps.reduce((before, step) => step(before), rule);
const answers = (code: string, values: string) =>
  series(`haproxy_backend_http_responses_total{job="phoenix-load-balancer", proxy="masters", code="${code}"}`, values);
const disk = (name: string, values: string) =>
  series(`node_filesystem_${name}_bytes{job="phoenix-host", mountpoint="/"}`, values);

const CASES: readonly Case[] = [
  ...processCases('phoenix-master', system.masterProcess),
  ...processCases('phoenix-agent', system.agentProcess),
  [
    system.highLatency,
    (rule) => slow('request_duration_seconds', 'job="phoenix-master"', 1, 2.5)(rule).firesAt('6m'),
    (rule) => slow('request_duration_seconds', 'job="phoenix-master"', 0.5, 1)(rule).staysQuietUntil('30m'),
  ],
  [
    system.slowOperations,
    (rule) => slow('operation_duration_seconds', 'job="phoenix-agent", operation="fetch"', 1, 2.5)(rule).firesAt('6m'),
    (rule) => slow('operation_duration_seconds', 'job="phoenix-agent", operation="fetch"', 0.5, 1)(rule).staysQuietUntil('30m'),
  ],
  [
    business.highTaskFailureRate,
    (rule) => tasks('0+100x30', '0+94x30', '0+6x30')(rule).firesAt('6m'),
    (rule) => tasks('0+100x30', '0+96x30', '0+4x30')(rule).staysQuietUntil('30m'),
  ],
  [
    business.tasksStuck,
    (rule) => tasks('0+10x30', '5x30', '0x30')(rule).firesAt('11m'),
    (rule) => tasks('0+10x30', '5x30', '0+1x30')(rule).staysQuietUntil('30m'),
  ],
  [
    business.agentUnhealthy,
    (rule) => rule.with(agentHealth, { ...one, agent_health_status: 'unhealthy' }, '0x4 1x20').firesAt('10m'),
    (rule) => rule.with(agentHealth, { ...one, agent_health_status: 'degraded' }, '1x30').staysQuietUntil('30m'),
  ],
  down(instances.masterDown, 'phoenix-master', '7m'),
  down(instances.agentDown, 'phoenix-agent', '7m'),
  down(instances.loadBalancerDown, 'phoenix-load-balancer', '7m'),
  down(instances.hostDown, 'phoenix-host', '7m'),
  down(watchers.watcherDown.alertmanager, 'alertmanager', '7m'),
  down(watchers.watcherDown.loki, 'loki', '7m'),
  [
    redis.redisDown,
    (rule) => redisSeries('up', '1x4 0x20')(rule).firesAt('6m'),
    (rule) => redisSeries('up', '1x30')(rule).staysQuietUntil('30m'),
  ],
  [
    redis.redisMemoryHigh,
    (rule) => both(redisSeries('memory_used_bytes', '95x30'), redisSeries('memory_max_bytes', '100x30'))(rule).firesAt('10m'),
    (rule) =>
      both(redisSeries('memory_used_bytes', '95x30'), redisSeries('memory_max_bytes', '0x30'))(rule).staysQuietUntil('30m'),
  ],
  [
    redis.redisReplicationLag,
    (rule) => redisSeries('connected_slave_lag_seconds', '11x30')(rule).firesAt('5m'),
    (rule) => redisSeries('connected_slave_lag_seconds', '10x30')(rule).staysQuietUntil('30m'),
  ],
  [
    redis.redisConnectionsRejected,
    (rule) => redisSeries('rejected_connections_total', '0+1x30')(rule).firesAt('6m'),
    (rule) => redisSeries('rejected_connections_total', '7x30')(rule).staysQuietUntil('30m'),
  ],
  [
    redis.redisWithoutLimit,
    (rule) => redisSeries('memory_max_bytes', '0x90')(rule).firesAt('1h'),
    (rule) => redisSeries('memory_max_bytes', '1x90')(rule).staysQuietUntil('90m'),
  ],
  [
    loadBalancer.loadBalancerErrors,
    (rule) => both(answers('2xx', '0+94x30'), answers('5xx', '0+6x30'))(rule).firesAt('6m'),
    (rule) => both(answers('2xx', '0+96x30'), answers('5xx', '0+4x30'))(rule).staysQuietUntil('30m'),
  ],
  [
    loadBalancer.backendEmpty,
    (rule) =>
      series('haproxy_backend_active_servers{job="phoenix-load-balancer", proxy="masters"}', '2x4 0x20')(rule).firesAt('6m'),
    (rule) =>
      series(
        'haproxy_backend_active_servers{job="phoenix-load-balancer", proxy="masters"}',
        '2x4 1x20',
      )(rule).staysQuietUntil('24m'),
  ],
  [
    host.diskFullSoon,
    (rule) => both(disk('avail', '150-0.2x60'), disk('size', '1000x60'))(rule).firesAt('31m'),
    (rule) => both(disk('avail', '150x60'), disk('size', '1000x60'))(rule).staysQuietUntil('60m'),
  ],
  [
    watchers.rulesFail,
    (rule) => series('prometheus_rule_evaluation_failures_total{job="prometheus", rule_group="a"}', '0+1x30')(rule).firesAt('6m'),
    (rule) =>
      series('prometheus_rule_evaluation_failures_total{job="prometheus", rule_group="a"}', '7x30')(rule).staysQuietUntil('30m'),
  ],
  [
    watchers.alertsNotHandedOver,
    (rule) => series('prometheus_notifications_dropped_total{job="prometheus"}', '0+1x30')(rule).firesAt('6m'),
    (rule) => series('prometheus_notifications_dropped_total{job="prometheus"}', '7x30')(rule).staysQuietUntil('30m'),
  ],
  [
    watchers.notDelivered,
    (rule) =>
      series('alertmanager_notifications_failed_total{job="alertmanager", integration="slack"}', '0+1x30')(rule).firesAt('6m'),
    (rule) =>
      series(
        'alertmanager_notifications_failed_total{job="alertmanager", integration="slack"}',
        '7x30',
      )(rule).staysQuietUntil('30m'),
  ],
  [
    watchers.configRefused.prometheus,
    (rule) => series('prometheus_config_last_reload_successful{job="prometheus"}', '0x30')(rule).firesAt('5m'),
    (rule) => series('prometheus_config_last_reload_successful{job="prometheus"}', '1x30')(rule).staysQuietUntil('30m'),
  ],
  [
    watchers.configRefused.alertmanager,
    (rule) => series('alertmanager_config_last_reload_successful{job="alertmanager"}', '0x30')(rule).firesAt('5m'),
    (rule) => series('alertmanager_config_last_reload_successful{job="alertmanager"}', '1x30')(rule).staysQuietUntil('30m'),
  ],
  [
    watchers.linesRefused,
    (rule) => series('loki_discarded_samples_total{job="loki", reason="rate_limited"}', '0+9x40')(rule).firesAt('16m'),
    (rule) => series('loki_discarded_samples_total{job="loki", reason="rate_limited"}', '7x40')(rule).staysQuietUntil('40m'),
  ],
];

const key = (alert: Case[0]) => `${alert.service.name}/${alert.name}`;

describe.skipIf(!(await promtoolAvailable()))('alert conditions, by promtool (skipped where there is none)', () => {
  test.each(CASES.map(([alert, fires, quiet]) => [key(alert), alert, fires, quiet] as const))(
    '%s',
    async (_, alert, fires, quiet) => {
      await fires(expectRule(alert));
      await quiet(expectRule(alert));
    },
  );

  test('the budget of availability burns: nothing for an hour, then every second request', async () => {
    await expectRule(availability, { labels: { slo_tier: 'page-quick' } })
      .with(requests, { ...one, route: '/plans', method: 'POST', status: '2xx' }, '0+60x120')
      .with(requests, { ...one, route: '/plans', method: 'POST', status: '5xx' }, '0x60 0+60x60')
      .staysQuietUntil('1h')
      .firesAt('1h3m');
  });
});

test('every alert that Prometheus evaluates has its case', () => {
  const authored = collectAlerts(definitions.phoenix).filter((alert) => !isLogAlert(alert));
  expect(authored.map(key).sort()).toEqual(CASES.map(([alert]) => key(alert)).sort());
});

type AnyAlert = Extract<Case[0], { kind: 'alert' }>;

function collectAlerts(value: unknown): AnyAlert[] {
  if (typeof value !== 'object' || value === null) return [];
  const kind = (value as { kind?: unknown }).kind;
  if (kind === 'alert') return [value as AnyAlert]; // the kind says it
  return kind === undefined ? Object.values(value).flatMap(collectAlerts) : [];
}

function isLogAlert(alert: AnyAlert): boolean {
  const { options } = alert as unknown as { options: { when?: { kind: string } } }; // what `alert` was given
  return options.when?.kind === 'log-expr';
}
