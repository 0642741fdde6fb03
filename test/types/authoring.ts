import {
  $__range,
  $__rate_interval,
  alert,
  alertmanager,
  allOf,
  anyOf,
  api,
  budgetPolicy,
  email,
  environment,
  events,
  files,
  freezeDeploys,
  freshness,
  fromLogs,
  grafana,
  histogramQuantile,
  inhibit,
  kubernetes,
  labels,
  latency,
  level,
  logql,
  logs,
  loki,
  maintenance,
  max,
  nobody,
  not,
  notify,
  oneOf,
  pagerduty,
  policy,
  probe,
  prometheus,
  promql,
  rate,
  ratio,
  recording,
  redisExporter,
  route,
  routing,
  s3,
  secret,
  service,
  severities,
  severity,
  slack,
  slo,
  state,
  sum,
  suppress,
  system,
  target,
  team,
  text,
  threshold,
  throttle,
  throughput,
  tier,
  timeInterval,
  timeSlices,
  traceId,
  weighted,
} from 'signalbox';
import { counter, gauge, histogram } from 'signalbox/metrics';
import { instruments } from 'signalbox/runtime';
import { expectRoute, expectRule } from 'signalbox/testing';
import type { Expr as PromqlOf } from '../../src/authored/expr.ts';

// What authors may write: definitions as they should read.

export const requests = counter({
  name: 'http_requests_total',
  help: 'HTTP requests answered.',
  labels: { route: text({ series: 40 }), code: oneOf('2xx', '3xx', '4xx', '5xx') },
});
export const duration = histogram({
  name: 'http_request_duration_seconds',
  help: 'Time to answer a request.',
  unit: 'seconds',
  labels: { route: text({ series: 40 }) },
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5],
  exemplars: true,
});
export const queueAge = gauge({
  name: 'queue_age_seconds',
  help: 'Age of the oldest message.',
  unit: 'seconds',
  labels: { queue: text({ series: 5 }) },
});
export const diskFree = gauge({ name: 'disk_free_bytes', help: 'Bytes free.', unit: 'bytes' });
export const cpuSeconds = counter({ name: 'cpu_seconds_total', help: 'CPU time.', unit: 'seconds' });

export const officeHours = timeInterval({
  name: 'office-hours',
  weekdays: 'monday:friday',
  times: '09:00-18:00',
  location: 'Europe/Berlin',
});
export const platform = team({
  name: 'platform',
  page: pagerduty({ routingKey: secret.file('pagerduty-platform') }),
  ticket: slack({ channel: '#platform', apiUrl: secret.file('slack-url') }),
});
export const payments = team({
  name: 'payments',
  page: pagerduty({ routingKey: secret.file('pagerduty-payments') }),
  ticket: slack({ channel: '#payments', apiUrl: secret.file('slack-url') }),
  info: email({ to: 'payments@example.org' }),
  escalate: { after: '30m', to: platform.page },
});

export const shop = system({ name: 'shop', title: 'Shop', owner: payments });
export const checkout = service({
  name: 'checkout',
  system: shop,
  tier: 1,
  metrics: { requests, duration, queueAge },
  scrape: { port: 9464 },
});
export const cache = service({
  name: 'shop-redis',
  system: shop,
  metrics: redisExporter.pick('redis_connected_clients', 'redis_memory_used_bytes'),
});

export const availability = slo({
  service: checkout,
  name: 'availability',
  objective: '99.9%',
  window: '30d',
  sli: events({ total: requests, bad: requests.where({ code: '5xx' }) }),
});
export const fast = slo({
  service: checkout,
  name: 'latency',
  objective: '99%',
  window: '28d',
  sli: latency({ of: duration, under: '250ms' }),
  lowTraffic: { minFailures: 10 },
  alerts: [tier({ severity: 'critical', spend: '2%', within: '1h' }), tier({ severity: 'warning', spend: '10%', within: '3d' })],
});

// every way to tell good from bad
events({ total: requests, good: requests.where({ code: not('5xx') }), groupBy: ['route', 'instance'] });
freshness({ of: queueAge, under: '5s', groupBy: ['queue'] });
freshness({ of: queueAge.where({ queue: 'orders' }), under: 5, missing: 'bad' });
level({ of: diskFree, over: '5GiB' });
level({ of: sum(queueAge, { by: ['queue'] }), under: '15m', groupBy: ['queue'] });
throughput({ of: requests, atLeast: 10, groupBy: ['route'] });
throughput({ of: requests.where({ route: '/pay' }), atLeast: '5/h', within: '1h' });
probe({ of: checkout, groupBy: ['instance'] });
probe({ of: queueAge, groupBy: ['queue'] });
timeSlices({ slice: '1m', good: promql`${queueAge} < ${'15m'}`, groupBy: ['queue'], missing: 'ignored' });
latency({ of: duration, under: '250ms', groupBy: ['route'] });
latency({ of: duration, under: '300ms', interpolate: true });
latency({ of: duration, good: duration.where({ route: '/pay' }), under: '250ms' });
latency({ of: duration, under: 0.25 });
latency({ of: duration, under: '2500ms' });
latency({ of: duration.where({ route: '/pay' }), under: '1s' });
requests.where({ code: ['4xx', '5xx'], route: /^\/api/, instance: 'a:9464' });
requests.where({ code: not('2xx') });
promql`sum(${rate(requests, '5m')}) / ${ratio({ part: rate(requests, '5m'), whole: rate(requests, '1h') })} > ${'5%'}`;
promql`${availability.attained} < ${'99%'} and ${diskFree} < ${'5GiB'} and ${duration.bucket} > 0`;

// every function and aggregation, with the labels and units of what it reads
threshold({
  ...{ service: checkout, name: 'X', severity: 'info', summary: 'x' },
  of: sum(queueAge, { by: ['queue'] }),
  above: '15m',
});
sum(rate(requests, '5m'), { by: ['route', 'code', 'instance'] });
sum(promql`up`, { by: ['anything'] });
promql.sum(promql.sum(rate(requests, '5m'), { without: ['instance'] }), { by: ['code'] });
promql.greater(max(queueAge, { by: ['queue'] }), '15m');
promql.greater(rate(cpuSeconds, '5m'), '80%', { bool: true });
promql.less(diskFree, '5GiB');
promql.divide(rate(requests, '5m'), sum(rate(requests, '1h'), { by: ['route'] }), { on: ['route'], groupLeft: [] });
const slowest = histogramQuantile(0.99, sum(rate(duration.bucket, '5m'), { by: ['le', 'route'] }));
threshold({ ...{ service: checkout, name: 'X', severity: 'info', summary: 'x' }, of: slowest, above: '250ms' });
max(slowest, { by: ['route'] });
promql.maxOverTime(rate(requests, '5m'), { range: '1h', step: '1m', offset: '1d' });
promql.predictLinear(diskFree, '1h', '4h');
promql.deriv(promql.over(diskFree, '1h'));
promql.rate(promql.over(duration.count, '5m'));
promql.labelReplace(queueAge, 'q', '$1', 'queue', '(.+)');
promql.and(queueAge, promql.vector(promql.time()), { on: [] });
promql.increase(requests, $__range);
promql`sum by (${labels(requests, 'route', 'code')}) (rate(${requests}[${$__rate_interval}])) > ${promql.scalar(queueAge)}`;
export const byCode: PromqlOf<'count', { code: '2xx' | '3xx' | '4xx' | '5xx' }> = sum(rate(requests, '5m'), { by: ['code'] });

// recordings: vectors with the labels they keep
export const byRoute = recording({
  service: checkout,
  name: 'route_code:http_requests:rate5m',
  expr: sum(rate(requests, '5m'), { by: ['route', 'code'] }),
  labels: { origin: 'recorded' },
});
byRoute.where({ code: '5xx', route: /^\/api/, origin: 'recorded' });
sum(byRoute.where({ code: ['4xx', '5xx'] }), { by: ['route'] });
promql.avgOverTime(byRoute, '1d');
threshold({ ...{ service: checkout, name: 'X', severity: 'info', summary: 'x' }, of: byRoute, above: 5 });
export const asText = recording({
  service: checkout,
  name: 'a:b:c',
  expr: promql`sum(${byRoute}) / ${byRoute.where({})}`,
  interval: '1m',
});
asText.where({ anything: 'a text may give' });

export const queueStuck = alert({
  service: checkout,
  name: 'CheckoutQueueStuck',
  severity: 'critical',
  for: '10m',
  when: promql`max by (queue) (${queueAge}) > ${'15m'}`,
  summary: 'Checkout queue is not draining.',
  description: 'Queue {{ $labels.queue }} has waited {{ $value | humanizeDuration }}.',
});
threshold({
  service: checkout,
  name: 'HighCpu',
  severity: 'warning',
  of: rate(cpuSeconds, '5m'),
  aggregate: 'avg',
  above: '80%',
  for: '5m',
  cooldown: '1h',
  summary: ({ labels, value }) => `${labels['instance']} is out of CPU: ${value.humanizePercentage}.`,
});

export const appLogs = logs({
  service: checkout,
  name: 'app',
  labels: { level: oneOf('debug', 'info', 'warn', 'error') },
  fields: { message: text(), trace_id: traceId() },
  redact: ['authorization', /card_\d+/],
  retention: '30d',
});
alert({
  service: checkout,
  name: 'PanicLogged',
  severity: 'critical',
  when: logql`sum(count_over_time(${appLogs.where({ level: 'error' })} |= "panic" [5m])) > 0`,
  summary: 'Checkout panicked.',
});
fromLogs({ total: appLogs, bad: logql`${appLogs.where({ level: 'error' })} |= "panic"`, groupBy: ['level'] });
logql`sum by (${appLogs.label('level')}, ${appLogs.label('stream')}) (rate(${appLogs} | ${appLogs.field('trace_id')}="x" | size > ${'10KiB'} [${'5m'}])) > ${3}`;
logql`${logql`${appLogs} |= \`a "b"\``} | json | latency > ${'250ms'}`;

export const routes = routing({
  fallback: platform.ticket,
  groupBy: ['alertname', 'service'],
  wait: '30s',
  repeat: '4h',
  overrides: [
    route({ when: { service: checkout, severity: 'warning' }, to: payments.ticket, active: officeHours }),
    route({ when: { labels: { tenant: /^trial-.+/ } }, to: nobody }),
  ],
  inhibit: [inhibit({ while: { alert: queueStuck }, silence: { service: checkout }, equal: ['cluster'] })],
});
policy({
  alerts: { name: /Shop\w+/, nameLength: 40, labels: ['tenant'], for: { atLeast: '1m' } },
  queries: { match: ['job'], avoid: ['irate'] },
});
suppress({ code: 'alert/no-runbook', at: queueStuck, reason: 'The summary says it all.', until: '2027-01-31' });

export const production = environment({
  name: 'production',
  labels: { cluster: 'eu1' },
  prometheus: prometheus({ version: '3.15', scrapeInterval: '15s', retention: '90d' }),
  alertmanager: alertmanager({ version: '0.34' }),
  loki: loki({ version: '3.7', store: s3({ bucket: 'logs' }) }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  kubernetes: kubernetes({
    version: '1.36',
    namespace: 'monitoring',
    monitors: [{ service: checkout, services: { app: 'checkout' } }],
    grafana: 'sidecar',
    contactPoints: false,
    overlay: true,
    helm: true,
    takeFrom: ['kubectl-edit'],
  }),
  probes: [{ service: checkout, at: ['https://shop.example.org'], prober: 'blackbox:9115', module: 'http_2xx' }],
});
target({
  name: 'cluster',
  environment: production,
  kubernetes: api({ url: 'https://cluster.example.org', token: secret.env('TOKEN') }),
});
target({ name: 'live', environment: production, prometheus: files({ to: 'live/prometheus', reload: 'http://prometheus:9090' }) });

export async function aTest(): Promise<void> {
  expectRoute(queueStuck, { labels: { queue: 'q1' }, at: '2026-11-20T03:00:00+01:00' })
    .reaches(payments.page)
    .groupedBy({ service: 'checkout' });
  await expectRule(queueStuck).with(queueAge, { queue: 'q1' }, '0+60x30').firesAt('26m').clearsAt('35m');
  await expectRule(availability, { labels: { slo_tier: 'page-quick' } })
    .with(requests, { route: '/pay', code: '5xx', instance: 'a:9464' }, '0+60x60')
    .firesAt('1m');
}

export async function inTheService(pay: () => Promise<number>): Promise<number> {
  const m = instruments({ requests, duration, cpuSeconds });
  m.requests.labels({ route: '/pay', code: '2xx' }).inc();
  m.cpuSeconds.inc(2);
  return m.duration.time({ route: '/pay' }, pay);
}

export const journey = slo({ service: checkout, name: 'buy', objective: '98%', window: '30d', sli: allOf([availability, fast]) });
export const either = anyOf([availability, fast]);
export const both = weighted({
  of: [
    { slo: availability, weight: 3 },
    { slo: fast, weight: 0.5 },
  ],
});
export const budgets = budgetPolicy({
  for: [availability, journey],
  states: [
    state({ below: '50%', burnAbove: 2, do: [notify(payments.ticket)] }),
    state({ below: '10%', do: [freezeDeploys(), throttle(checkout)] }),
  ],
});
export const disks = maintenance({
  name: 'disks',
  services: [checkout],
  slos: [journey],
  from: '2026-12-01T22:00:00Z',
  to: '2026-12-02T02:00:00+01:00',
  reason: 'New disks.',
  reviewedBy: 'platform',
});

const emergency = severity({
  name: 'emergency',
  means: 'Users are hurt.',
  to: 'page',
  escalate: { after: '15m', to: payments.page },
});
const soon = severity({
  name: 'soon',
  means: 'It can wait for a day.',
  to: 'ticket',
  also: ['high', 'medium'],
  tiers: { 3: { to: 'ticket', during: officeHours, otherwise: 'info' } },
});
export const scale = severities({ levels: [emergency, soon] });
threshold({ ...{ service: checkout, name: 'X', severity: emergency, summary: 'x' }, of: slowest, above: '250ms' });
tier({ severity: soon, spend: '2%', within: '1h' });
route({ when: { service: checkout, severity: emergency }, to: nobody });
