import {
  collector,
  environment,
  events,
  freshness,
  fromLogs,
  fromSpans,
  latency,
  level,
  logql,
  logs,
  loki,
  number,
  pagerduty,
  probe,
  prometheus,
  promql,
  recording,
  routing,
  secret,
  service,
  slack,
  slo,
  tail,
  team,
  throughput,
  tier,
  timeSlices,
  traces,
} from 'signalbox';
import { counter, gauge, histogram, oneOf, text } from 'signalbox/metrics';
import type { AuthoredSli } from '../../../src/sli/kind.ts';

// One objective of every kind of SLI.

const help = 'What it is.';
export const requests = counter({
  name: 'http_requests_total',
  help,
  labels: { route: text({ series: 5 }), code: oneOf('2xx', '5xx') },
});
export const calls = counter({ name: 'rpc_calls_total', help, labels: { route: text({ series: 5 }) } });
export const failed = counter({ name: 'http_failed_total', help, labels: { route: text({ series: 5 }) } });
export const dropped = counter({ name: 'rpc_dropped_total', help, labels: { route: text({ series: 5 }) } });
export const lag = gauge({ name: 'projection_lag_seconds', help, unit: 'seconds', labels: { projection: text({ series: 5 }) } });
export const backup = gauge({ name: 'backup_timestamp_seconds', help, unit: 'seconds' });
export const usage = gauge({ name: 'disk_usage_ratio', help, unit: 'ratio', labels: { disk: text({ series: 3 }) } });
export const orders = counter({ name: 'orders_total', help, labels: { shop: text({ series: 3 }) } });
export const probed = gauge({ name: 'probe_success', help, labels: { target: text({ series: 3 }) } });
export const duration = histogram({
  name: 'http_duration_seconds',
  help,
  unit: 'seconds',
  labels: { route: text({ series: 5 }), code: oneOf('2xx', '5xx') },
  buckets: [0.1, 0.25, 1],
});
export const native = histogram({
  name: 'rpc_duration_seconds',
  help,
  unit: 'seconds',
  labels: { route: text({ series: 5 }), code: oneOf('2xx', '5xx') },
  native: true,
});

const platform = team({
  name: 'platform',
  page: pagerduty({ routingKey: secret.file('key') }),
  ticket: slack({ channel: '#a', apiUrl: secret.file('url') }),
});
export const store = service({
  name: 'store',
  owner: platform,
  metrics: { requests, calls, failed, dropped, lag, backup, usage, orders, probed, duration, native },
  scrape: { port: 9464 },
});
export const accessLogs = logs({
  service: store,
  name: 'access',
  labels: { level: oneOf('info', 'error') },
  fields: { status: number() },
});
export const storeTraces = traces({
  service: store,
  propagation: ['tracecontext'],
  attributes: { 'http.route': text() },
  sampling: tail({ keepErrors: true, otherwise: '10%', decideAfter: '10s' }),
});
export const errorRatio = recording({
  service: store,
  name: 'store:http_requests:ratio_rate1m',
  expr: promql`sum(rate(${requests.where({ code: '5xx' })}[1m])) / sum(rate(${requests}[1m]))`,
});

export const slis: Readonly<Record<string, AuthoredSli>> = {
  events: events({ total: requests, bad: requests.where({ code: '5xx' }), groupBy: ['route'] }),
  'events-good': events({ total: requests, good: requests.where({ code: '2xx' }), groupBy: ['route'] }),
  'events-several': events({ total: [requests, calls], bad: [failed, dropped], groupBy: ['route'] }),
  'events-sum': events({ total: [calls, requests], good: requests.where({ code: '2xx' }) }),
  latency: latency({ of: duration, under: '250ms', groupBy: ['route'] }),
  'latency-good': latency({ of: duration, good: duration.where({ code: '2xx' }), under: '250ms' }),
  'latency-between': latency({ of: duration, under: '200ms', interpolate: true, groupBy: ['route'] }),
  'latency-native': latency({ of: native, under: 0.3, groupBy: ['route'] }),
  'latency-native-good': latency({ of: native, good: native.where({ code: '2xx' }), under: 0.5 }),
  freshness: freshness({ of: lag, under: '5s' }),
  'freshness-grouped': freshness({ of: lag, under: '5s', groupBy: ['projection'] }),
  'freshness-bad': freshness({ of: lag, under: '5s', missing: 'bad' }),
  backup: freshness({ of: backup, under: '25h' }),
  level: level({ of: usage, under: '85%', groupBy: ['disk'] }),
  floor: level({ of: usage, over: 0.2, missing: 'good' }),
  throughput: throughput({ of: orders, atLeast: '600/m', groupBy: ['shop'] }),
  up: probe({ of: store }),
  logs: fromLogs({ total: accessLogs, bad: logql`${accessLogs} | status >= 500`, groupBy: ['level'] }),
  spans: fromSpans({ of: storeTraces, groupBy: ['http.route'] }),
  'spans-slow': fromSpans({ of: storeTraces.where({ 'http.route': '/buy' }), name: 'GET /buy', under: '250ms' }),
  probe: probe({ of: probed, groupBy: ['target'] }),
  slices: timeSlices({ slice: '1m', good: promql`${errorRatio} < 0.01` }),
  'slices-long': timeSlices({
    slice: '1m',
    good: promql`sum by (route) (rate(${requests.where({ code: '5xx' })}[1m])) / sum by (route) (rate(${requests}[1m])) <= 0.01`,
    groupBy: ['route'],
  }),
};

/** One short tier, so that promtool is quick; what tiers and windows do is tested elsewhere. */
const alerts = [tier({ severity: 'critical', spend: '60%', within: '1h' })];

/** The estate with an objective for each of these. */
export function estateOf(ones: Readonly<Record<string, AuthoredSli>> = slis): object {
  const objectives = Object.entries(ones).map(([name, sli]) => [
    name,
    slo({ service: store, name, objective: '99%', window: '1d', sli, alerts }),
  ]);
  const production = environment({
    name: 'production',
    prometheus: prometheus({ version: '3.15', retention: '90d' }),
    loki: loki({ version: '3.7' }),
    collector: collector({ version: '0.156' }),
  });
  const routes = routing({ fallback: platform.ticket });
  return { platform, store, accessLogs, storeTraces, errorRatio, production, routes, ...Object.fromEntries(objectives) };
}
