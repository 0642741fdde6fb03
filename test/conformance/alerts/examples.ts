import type { AlertRule } from '../../../src/alerts/kind.ts';
import { threshold } from '../../../src/alerts/threshold.ts';
import { promql, rate, sum } from '../../../src/authored/query.ts';
import { recording } from '../../../src/define/recording.ts';
import { checkout, free, queue, requests, usage } from './shop.ts';

const plain = { service: checkout, severity: 'warning', runbook: { impact: 'x' } } as const;
const rates = recording({
  service: checkout,
  name: 'code:http_requests:rate5m',
  expr: sum(rate(requests, '5m'), { by: ['code'] }),
});

/** At least one alert of each kind; each of its generated tests is run, and so is each rule with a mistake in it. */
export const alertExamples: Readonly<Record<string, readonly AlertRule[]>> = {
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
    threshold({ ...plain, name: 'Recorded', of: rates.where({ code: '5xx' }), above: 5, for: '1m' }),
    threshold({ ...plain, name: 'Left', of: promql`1 - ${usage}`, below: 0.1 }),
    threshold({ ...plain, name: 'Samples', of: usage, window: '10m', overTime: 'count', below: 3 }),
    threshold({ ...plain, name: 'Many', of: queue, aggregate: 'count', above: 3 }),
  ],
};
