import { absent } from '../../../src/alerts/absent.ts';
import { iqr } from '../../../src/alerts/anomaly/iqr.ts';
import { levelShift } from '../../../src/alerts/anomaly/level-shift.ts';
import { rateOfChange } from '../../../src/alerts/anomaly/rate-of-change.ts';
import { zScore } from '../../../src/alerts/anomaly/z-score.ts';
import { anomaly } from '../../../src/alerts/anomaly.ts';
import { correlation } from '../../../src/alerts/correlation.ts';
import { health } from '../../../src/alerts/health.ts';
import type { AlertRule } from '../../../src/alerts/kind.ts';
import { pattern } from '../../../src/alerts/pattern.ts';
import { percentile } from '../../../src/alerts/percentile.ts';
import { threshold } from '../../../src/alerts/threshold.ts';
import { trend } from '../../../src/alerts/trend.ts';
import { version } from '../../../src/alerts/version.ts';
import { promql, rate, sum } from '../../../src/authored/query.ts';
import { recording } from '../../../src/define/recording.ts';
import { build, checkout, components, free, latency, nativeLatency, queue, requests, usage } from './shop.ts';

const plain = { service: checkout, severity: 'warning', runbook: { impact: 'x' } } as const;
const rates = recording({
  service: checkout,
  name: 'code:http_requests:rate5m',
  expr: sum(rate(requests, '5m'), { by: ['code'] }),
});

const odd = anomaly({ ...plain, name: 'Odd', of: queue, method: zScore({ window: '1h' }) });
const full = threshold({ ...plain, name: 'Full', of: usage, above: '85%' });

/** At least one alert of each kind; each of its generated tests is run, and so is each rule with a mistake in it. */
export const alertExamples: Readonly<Record<string, readonly AlertRule[]>> = {
  anomaly: [
    odd,
    anomaly({ ...plain, name: 'OddHigh', of: usage, method: iqr({ window: '1h', k: 2 }), direction: 'rise', leastShare: '20%' }),
    anomaly({ ...plain, name: 'Shifted', of: queue, method: levelShift({ window: '15m', before: '1h' }) }),
    anomaly({
      ...plain,
      name: 'Jumped',
      of: queue,
      method: rateOfChange({ over: '30m', by: '50%' }),
      leastChange: 10,
      for: '1m',
    }),
  ],
  correlation: [
    correlation({ ...plain, name: 'Both', all: [odd, full], within: '10m', by: ['instance'] }),
    correlation({
      ...plain,
      name: 'Some',
      some: [odd, full],
      atLeast: 2,
      within: '10m',
      for: '2m',
    }),
  ],
  pattern: [pattern({ ...plain, name: 'Backup', of: usage, like: [1, 1, 3, 8, 4, 2, 1, 1, 5, 1], every: '5m' })],
  threshold: [
    threshold({ ...plain, name: 'Above', of: queue, above: 100 }),
    threshold({ ...plain, name: 'Below', of: free, below: '5GiB', for: '10m', cooldown: '5m' }),
    threshold({ ...plain, name: 'AtLeast', of: usage, atLeast: '90%', for: '1m' }),
    threshold({ ...plain, name: 'AtMost', of: queue.where({ queue: 'orders' }), atMost: 0, aggregate: 'sum', by: ['queue'] }),
    threshold({ ...plain, name: 'Equal', of: queue, equals: 3 }),
    threshold({ ...plain, name: 'Other', of: queue, not: 3, for: '2m' }),
    threshold({ ...plain, name: 'Mean', of: usage, window: '10m', above: '85%' }),
    threshold({ ...plain, name: 'Highest', of: usage, window: '10m', overTime: 'max', above: '85%', aggregate: 'max' }),
    threshold({ ...plain, name: 'Lowest', of: usage, window: '10m', overTime: 'min', below: '5%', cooldown: '2m' }),
    threshold({ ...plain, name: 'Rate', of: rate(requests, '5m'), above: 10, for: '2m' }),
    threshold({ ...plain, name: 'Stalled', of: sum(rate(requests, '5m')), below: 1 }),
    threshold({
      ...plain,
      name: 'RateMean',
      of: sum(rate(requests, '5m'), { by: ['route'] }),
      window: '15m',
      overTime: 'max',
      above: 5,
      for: '2m',
    }),
    threshold({
      ...plain,
      name: 'ErrorRatio',
      of: promql`sum(rate(${requests.where({ code: '5xx' })}[5m])) / sum(rate(${requests}[5m]))`,
      above: 0.05,
    }),
    threshold({
      ...plain,
      name: 'RouteFails',
      of: promql`sum by (route) (rate(${requests.where({ code: '5xx' })}[5m])) / sum by (route) (rate(${requests}[5m]))`,
      below: 0.5,
    }),
    threshold({ ...plain, name: 'Recorded', of: rates.where({ code: '5xx' }), above: 5, for: '1m' }),
    threshold({ ...plain, name: 'Left', of: promql`1 - ${usage}`, below: 0.1 }),
    threshold({ ...plain, name: 'Samples', of: usage, window: '10m', overTime: 'count', below: 3 }),
    threshold({ ...plain, name: 'Many', of: queue, aggregate: 'count', above: 3 }),
  ],
  trend: [
    trend({ ...plain, name: 'FullSoon', of: free, reaches: 0, within: '4h', from: '1h' }),
    trend({ ...plain, name: 'UsedSoon', of: usage, reaches: '90%', within: '1d', from: '6h', for: '10m' }),
    trend({ ...plain, name: 'Grows', of: queue, growsBy: 1000, per: '1h', from: '30m', for: '2m', samples: 40 }),
    trend({ ...plain, name: 'Shrinks', of: promql`sum(${free})`, fallsBy: '1GiB', per: '10m', from: '1h' }),
  ],
  percentile: [
    percentile({ ...plain, name: 'Slow', of: latency, percentile: 99, above: '250ms' }),
    percentile({ ...plain, name: 'SlowRoute', of: latency, percentile: 95, above: 1, by: ['route'], window: '10m', for: '2m' }),
    percentile({
      ...plain,
      name: 'SlowBetween',
      of: latency.where({ route: '/pay' }),
      percentile: 99.9,
      above: '500ms',
      interpolate: true,
    }),
    percentile({ ...plain, name: 'SlowNative', of: nativeLatency, percentile: 90, above: '250ms', minCount: 50 }),
  ],
  health: [
    health({ ...plain, name: 'DatabaseDown', of: components.where({ component: 'database' }), is: 'down', for: '2m' }),
    health({ ...plain, name: 'Impaired', of: components, is: ['degraded', 'unhealthy'], cooldown: '5m' }),
    health({ ...plain, name: 'MostImpaired', of: components, is: ['degraded', 'unhealthy'], whose: 'majority' }),
    health({ ...plain, name: 'AllDegraded', of: components, is: 'degraded', whose: 'all' }),
    health({ ...plain, name: 'Unreachable', of: checkout, is: 'down', for: '1m' }),
    health({ ...plain, name: 'MostUnreachable', of: checkout, is: 'down', whose: 'majority', for: '1m' }),
    health({ ...plain, name: 'AllUnreachable', of: checkout, is: 'down', whose: 'all', for: '1m' }),
  ],
  absent: [
    absent({ ...plain, name: 'NoQueue', of: queue, for: '5m' }),
    absent({ ...plain, name: 'NoDuration', of: latency, window: '5m', for: '1m' }),
  ],
  version: [
    version({ ...plain, name: 'Old', of: build, below: '1.4.0', for: '1h' }),
    version({ ...plain, name: 'Deprecated', of: build, deprecated: ['1.2.0', 'v1.3.0-rc.1'] }),
    version({
      ...plain,
      name: 'Regression',
      of: build,
      regression: { bad: requests.where({ code: '5xx' }), total: requests, newFor: '2h' },
    }),
  ],
};
