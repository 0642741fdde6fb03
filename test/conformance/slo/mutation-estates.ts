/** An SLO of every kind of SLI, and of everything that changes its rules, on windows that fit into a test of hours. */
import {
  allOf,
  anyOf,
  calendar,
  collector,
  counter,
  environment,
  events,
  freshness,
  fromLogs,
  fromSpans,
  gauge,
  histogram,
  latency,
  level,
  logql,
  logs,
  loki,
  number,
  oneOf,
  probe,
  prometheus,
  promql,
  rawRatio,
  routing,
  secret,
  service,
  slo,
  tail,
  team,
  text,
  throughput,
  tier,
  timeSlices,
  traces,
  webhook,
  weighted,
} from 'signalbox';
import type { AuthoredSli } from '../../../src/sli/kind.ts';

const help = 'What it is.';
const route = { route: text({ series: 5 }) };
const requests = counter({
  name: 'requests_total',
  help,
  labels: { ...route, zone: text({ series: 2 }), code: oneOf('200', '500') },
});
const calls = counter({ name: 'calls_total', help });
const dropped = counter({ name: 'dropped_total', help });
const failed = counter({ name: 'failed_total', help });
const lag = gauge({ name: 'lag_seconds', help, unit: 'seconds', labels: { shard: text({ series: 3 }) } });
const backup = gauge({ name: 'backup_timestamp_seconds', help, unit: 'seconds' });
const usage = gauge({ name: 'disk_usage_ratio', help, unit: 'ratio', labels: { disk: text({ series: 3 }) } });
const probed = gauge({ name: 'probe_success', help, labels: { target: text({ series: 3 }) } });
const share = gauge({ name: 'good_ratio', help, unit: 'ratio' });
const seconds = { help, unit: 'seconds', labels: { code: oneOf('200', '500') } } as const;
const duration = histogram({ ...seconds, name: 'duration_seconds', buckets: [0.1, 0.25, 1] });
const native = histogram({ ...seconds, name: 'native_seconds', native: true });

const pager = webhook({ url: secret.file('pager') });
const platform = team({ name: 'platform', page: pager, ticket: pager });
const metrics = { requests, calls, dropped, failed, lag, backup, usage, probed, share, duration, native };
const shop = service({ name: 'shop', owner: platform, tier: 1, metrics, scrape: { port: 9464 } });
const lines = logs({ service: shop, name: 'access', labels: { level: oneOf('info', 'error') }, fields: { status: number() } });

const sampling = tail({ keepErrors: true, otherwise: '10%', decideAfter: '10s' });
const spans = traces({ service: shop, propagation: ['tracecontext'], attributes: { 'http.route': text() }, sampling });

const quick = tier({ name: 'quick', severity: 'critical', spend: '40%', within: '24m', short: '2m' });
const slow = tier({ name: 'slow', severity: 'warning', spend: '50%', within: '2h', short: '10m' });
const bad = requests.where({ code: '500' });
const counted = events({ total: requests, bad });

type Options = Omit<Parameters<typeof slo>[0], 'service' | 'name'>;
const common: Omit<Options, 'sli'> = { objective: '99%', window: '4h', alerts: [quick, slow] };
const one = (sli: AuthoredSli, more: Partial<Options> = {}) => slo({ ...common, ...more, sli, service: shop, name: 'it' });
const member = (name: string, sli: AuthoredSli) => slo({ ...common, service: shop, name, sli });
const members = [member('first', counted), member('second', events({ total: calls, bad: dropped }))] as const;
const [first, second] = members;
const of = [
  { slo: first, weight: 3 },
  { slo: second, weight: 1 },
];
const days = { alerts: [tier({ name: 'days', severity: 'warning', spend: '50%', within: '4d', short: '1h' })] };
const byCalendar = (unit: 'week' | 'month' | 'quarter' | 'year') => ({
  window: calendar(unit, 'Europe/Berlin'),
  alerts: [tier({ name: 'quick', severity: 'critical', spend: unit === 'year' ? '0.5%' : '2%', within: '1h' })],
});

/** The rules of the SLO `it`. */
export const SUBJECTS: Readonly<Record<string, object>> = {
  events: { it: one(counted) },
  'events-good': { it: one(events({ total: requests, good: requests.where({ code: '200' }) })) },
  'events-several': { it: one(events({ total: [calls, requests], bad: [dropped, failed] })) },
  'events-two-labels': { it: one(events({ total: requests, bad, groupBy: ['route', 'zone'] })) },
  'events-grouped': { it: one(events({ total: requests, bad, groupBy: ['route'] })) },
  latency: { it: one(latency({ of: duration, under: '250ms' })) },
  'latency-good': { it: one(latency({ of: duration, good: duration.where({ code: '200' }), under: '250ms' })) },
  'latency-between': { it: one(latency({ of: duration, under: '200ms', interpolate: true })) },
  'latency-grouped': { it: one(latency({ of: duration, under: 1, groupBy: ['code'] })) },
  'latency-native-good': { it: one(latency({ of: native, good: native.where({ code: '200' }), under: 0.5 })) },
  'latency-native': { it: one(latency({ of: native, under: 0.3 })) },
  'time-slices': { it: one(timeSlices({ slice: '1m', good: promql`${lag} < 5` })) },
  freshness: { it: one(freshness({ of: backup, under: '25h' })) },
  'freshness-bad': { it: one(freshness({ of: lag, under: '5s', missing: 'bad' })) },
  level: { it: one(level({ of: usage, under: '85%', groupBy: ['disk'] })) },
  'level-over': { it: one(level({ of: usage, over: 0.2, missing: 'good' })) },
  throughput: { it: one(throughput({ of: requests, atLeast: '600/m' })) },
  up: { it: one(probe({ of: shop })) },
  probe: { it: one(probe({ of: probed, groupBy: ['target'] })) },
  'from-logs': { it: one(fromLogs({ total: lines, bad: logql`${lines} | status >= 500` })) },
  'from-logs-grouped': { it: one(fromLogs({ total: lines, bad: logql`${lines} | status >= 500`, groupBy: ['level'] })) },
  'from-spans': { it: one(fromSpans({ of: spans, groupBy: ['http.route'] })) },
  'from-spans-slow': { it: one(fromSpans({ of: spans, name: 'GET /cart', under: '1s' })) },
  'raw-ratio': { it: one(rawRatio({ good: promql`${share}` })) },
  'all-of': { members, it: one(allOf(members)) },
  'any-of': { members, it: one(anyOf(members)) },
  weighted: { members, it: one(weighted({ of })) },
  'budget-share': { it: one(counted, { lowTraffic: { budgetShare: '1%' } }) },
  confidence: { it: one(counted, { lowTraffic: { confidence: '95%' } }) },
  grades: { it: one(counted, { objective: '95%', grades: { good: '99%', warning: '97%', critical: '95%' } }) },
  'two-objectives': { it: one(counted), also: member('other', counted) },
  days: { it: one(counted, { window: '28d', ...days }) },
  week: { it: one(counted, byCalendar('week')) },
  month: { it: one(counted, byCalendar('month')) },
  quarter: { it: one(counted, byCalendar('quarter')) },
  year: { it: one(counted, byCalendar('year')) },
};

/** Those of which every rule is changed. */
export const ABOVE: readonly string[] = [
  'events',
  'events-grouped',
  'budget-share',
  'confidence',
  'grades',
  'two-objectives',
  'days',
  'month',
];

export function estateOf(subject: object): object {
  return {
    shop,
    platform,
    lines,
    spans,
    ...subject,
    routes: routing({ fallback: platform.ticket }),
    production: environment({
      name: 'production',
      prometheus: prometheus({ version: '3.15', retention: '500d' }),
      loki: loki({ version: '3.7' }),
      collector: collector({ version: '0.156' }),
    }),
  };
}
