import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPromtool, type RuleTestReport } from '../../../src/testing/promtool.ts';

const promtool = await findPromtool();

/** After 30 minutes: one payment was lost, nothing is asked for, one of two queues is gone, a hundred requests were slow. */
const SERIES = [
  ['lost_total{bank="a"}', '_x10 1x60'],
  ['idle_good_total', '5x70'],
  ['idle_total', '9x70'],
  ['queue{queue="orders"}', '1x70'],
  ['limit{instance="1"}', '0x70'],
  ['limit{instance="2"}', '0x70'],
  ['requests_total{route="/a"}', '0+60x70'],
  ['slow_bucket{le="1"}', '0x70'],
  ['slow_bucket{le="3"}', '0x70'],
  ['slow_bucket{le="+Inf"}', '0+100x70'],
] as const;

/** A check, what it says of an expression, and the same put right: whether Prometheus fires. */
const CLAIMS: readonly (readonly [code: string, expr: string, fires: boolean])[] = [
  ['alert/first-event-missed', 'sum by (bank) (increase(lost_total[1h])) > 0', false],
  [
    'alert/first-event-missed',
    'sum by (bank) (increase(lost_total[1h])) > 0 or count by (bank) (lost_total unless lost_total offset 1h) > 0',
    true,
  ],
  ['alert/silent-without-traffic', 'sum(rate(idle_good_total[5m])) / sum(rate(idle_total[5m])) < 0.99', false],
  ['alert/silent-without-traffic', 'sum(rate(idle_good_total[5m])) / sum(rate(idle_total[5m])) != 1', true],
  [
    'alert/silent-without-traffic',
    'sum(rate(idle_good_total[5m])) / sum(rate(idle_total[5m])) < 0.99 or sum(rate(idle_total[5m])) == 0',
    true,
  ],
  ['alert/always-true', 'sum(rate(idle_total[5m])) > 1 or vector(0)', true],
  ['alert/always-true', '(sum(rate(idle_total[5m])) or vector(0)) > 1', false],
  ['alert/always-true', 'queue > 1000 or queue > bool 1000', true],
  ['alert/always-holds', 'sum(rate(idle_total[5m])) >= 0', true],
  ['promql/always-empty', 'count(nothing) == 0', false],
  ['promql/always-empty', '(count(nothing) or vector(0)) == 0', true],
  ['promql/absent-of-several', 'absent(queue{queue=~"orders|mails"})', false],
  ['promql/absent-of-several', 'absent(queue{queue="orders"}) or absent(queue{queue="mails"})', true],
  ['promql/quantile-above-buckets', 'histogram_quantile(0.99, rate(slow_bucket[5m])) > 3', false],
  ['promql/quantile-above-buckets', 'histogram_quantile(0.99, rate(slow_bucket[5m])) > 1', true],
  ['promql/quantile-out-of-range', 'histogram_quantile(99, rate(slow_bucket[5m])) > 1e12', true],
  ['promql/scalar-of-many', 'queue > scalar(limit)', false],
  ['promql/scalar-of-many', 'queue > scalar(max(limit))', true],
  ['promql/or-vector-fills-nothing', 'count(rate(requests_total[5m]) or vector(0)) > 1', true],
  ['promql/or-vector-fills-nothing', 'count(sum(rate(requests_total[5m])) or vector(0)) > 1', false],
  ['promql/rate-of-rate', 'abs(rate(sum(rate(requests_total[5m]))[10m:1m])) > 0', false],
  ['promql/fixed-time', 'requests_total - requests_total @ 600 > 1000', true],
];

describe.skipIf(!promtool)('what checks say of an expression is so in Prometheus (skipped where there is no promtool)', () => {
  let folder = '';
  let report: RuleTestReport | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'signalbox-claims-'));
    const rules = CLAIMS.map(([, expr], index) => ({ alert: `A${index}`, expr: `group(${expr})` }));
    const cases = CLAIMS.map(([code, expr, fires], index) => ({
      name: `${code}: ${expr}`,
      interval: '1m',
      input_series: SERIES.map(([series, values]) => ({ series, values })),
      alert_rule_test: [{ eval_time: '30m', alertname: `A${index}`, exp_alerts: fires ? [{}] : [] }],
    }));
    await writeFile(join(folder, 'rules.yaml'), JSON.stringify({ groups: [{ name: 'claims', rules }] }));
    await writeFile(join(folder, 'tests.yaml'), JSON.stringify({ rule_files: ['rules.yaml'], tests: cases }));
    report = await promtool?.testRules(folder, ['tests.yaml']);
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(CLAIMS)('%s: %s', (code, expr) => {
    const found = report?.cases.find(({ name }) => name.includes(`${code}: ${expr}`));
    expect(found?.failures).toEqual([]);
  });
});
