import { describe, expect, test } from 'vitest';
import { defaultTiers } from '../../../src/define/resolve/default-tiers.ts';
import { resolve } from '../../../src/define/resolve.ts';
import { derive } from '../../../src/derive/derive.ts';
import { printDecimal, type Rational, rational } from '../../../src/kernel/decimal.ts';
import { printDuration } from '../../../src/kernel/duration.ts';
import { type AlertRule, isAlertRule, type RecordingRule } from '../../../src/model/alert.ts';
import { OwnQuery } from '../../../src/query/promql/own-query.ts';
import * as shop from '../testing/shop.ts';

const DAY = 86_400_000;
const BUDGET = rational(1n, 1000n);
const { value } = resolve(shop);
const group = derive(value.estate, value.context).value.groups.find(({ name }) => name === 'slo-checkout-availability');
const rules = group?.rules ?? [];
const recordings = rules.filter((rule): rule is RecordingRule => !isAlertRule(rule));
const alerts = rules.filter((rule): rule is AlertRule => isAlertRule(rule));

describe('the tiers of a window', () => {
  // slo-mathematics, 3.2: windows people can think in; the slowest burns at exactly the allowed speed
  test.each([
    [1 / 24, ['ticket-slow 1 5m/1h']],
    [1 / 6, ['ticket-slow 1 5m/1h']],
    [1, ['ticket-slow 1 15m/3h']],
    [3, ['page-quick 1.44 5m/1h', 'ticket-slow 1 40m/8h']],
    [7, ['page-quick 3.36 5m/1h', 'page-slow 1.4 30m/6h', 'ticket-slow 1 2h/1d']],
    [14, ['page-quick 6.72 5m/1h', 'page-slow 2.8 30m/6h', 'ticket-quick 1.4 2h/1d', 'ticket-slow 1 4h/2d']],
    [28, ['page-quick 13.44 5m/1h', 'page-slow 5.6 30m/6h', 'ticket-quick 2.8 2h/1d', 'ticket-slow 1 6h/3d']],
    [30, ['page-quick 14.4 5m/1h', 'page-slow 6 30m/6h', 'ticket-quick 3 2h/1d', 'ticket-slow 1 6h/3d']],
    [90, ['page-quick 43.2 5m/1h', 'page-slow 18 30m/6h', 'ticket-quick 9 2h/1d', 'ticket-slow 1 18h/9d']],
  ])('%d days', (days, expected) => {
    const told = defaultTiers(days * DAY, BUDGET).map(
      ({ name, factor, longMs, shortMs }) => `${name} ${printDecimal(factor)} ${printDuration(shortMs)}/${printDuration(longMs)}`,
    );
    expect(told).toEqual(expected);
  });

  test('where the objective is low the quickest tier takes nine tenths, and others that nothing could reach are left out', () => {
    const factors = (budget: Rational) =>
      defaultTiers(30 * DAY, budget).map(({ name, factor }) => [name, printDecimal(factor)].join(' '));
    expect(factors(rational(1n, 10n))).toEqual(['page-quick 9', 'page-slow 6', 'ticket-quick 3', 'ticket-slow 1']);
    expect(factors(rational(1n, 2n))).toEqual(['page-quick 1.8', 'ticket-slow 1']);
    expect(factors(rational(95n, 100n))).toEqual(['ticket-slow 1']);
  });

  test('no tier fires while the objective is met, and none leaves a speed unseen', () => {
    const lengths = Array.from({ length: 120 * 24 }, (_, index) => ((index + 1) * DAY) / 24);
    for (const length of lengths) {
      const tiers = defaultTiers(length, BUDGET);
      expect(tiers.at(-1)?.factor).toEqual(rational(1n, 1n));
      expect(tiers.every(({ factor: { n, d }, longMs, shortMs }) => n >= d && longMs <= length && shortMs < longMs)).toBe(true);
    }
  });
});

test('what adds up recordings is kept as it is printed, what reads metrics as it is written', () => {
  const isKept = ({ query }: RecordingRule) => query instanceof OwnQuery;
  const metrics = recordings.filter((rule) => !isKept(rule)).map(({ record }) => record);
  expect(metrics).toEqual(['slo:sli_total:increase30s', 'slo:sli_bad:increase30s']);
  expect(recordings.filter(isKept).length).toBeGreaterThan(20);
});

test('recordings have the names and labels other things rely on', () => {
  const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];
  expect(recordings.map(({ record }) => record)).toEqual([
    'slo:sli_total:increase30s',
    'slo:sli_bad:increase30s',
    ...windows.flatMap((window) => [
      `slo:sli_total:rate${window}`,
      `slo:sli_bad:rate${window}`,
      `slo:sli_error:ratio_rate${window}`,
    ]),
    'slo:sli_total:increase30d',
    'slo:sli_bad:increase30d',
    'slo:sli_error:ratio_rate30d',
    'slo:objective:ratio',
    'slo:error_budget:remaining_ratio',
    'slo:error_budget:burn_rate',
    'slo:error_budget:exhaustion_seconds',
    'slo:info',
  ]);
  for (const { record, labels } of recordings) {
    if (record !== 'slo:info') expect(labels).toEqual({ slo: 'checkout/availability' });
  }
  expect(recordings.at(-1)?.labels).toEqual({
    slo: 'checkout/availability',
    objective: '99.9%',
    owner: 'payments',
    service: 'checkout',
    tier: '1',
    window: '30d',
  });
});

test('alerts have the names and labels other things rely on', () => {
  const common = { slo: 'checkout/availability', service: 'checkout', owner: 'payments' };
  const tier = (severity: string, slo_tier: string, window_short: string, window_long: string) => ({
    alertname: 'SloBurn',
    ...common,
    severity,
    slo_tier,
    window_short,
    window_long,
  });
  expect(alerts.map(({ name, labels }) => ({ alertname: name, ...labels }))).toEqual([
    tier('critical', 'page-quick', '5m', '1h'),
    tier('critical', 'page-slow', '30m', '6h'),
    tier('warning', 'ticket-quick', '2h', '1d'),
    tier('warning', 'ticket-slow', '6h', '3d'),
    { alertname: 'SloNoData', ...common, severity: 'warning' },
    { alertname: 'SloBudgetExhausted', ...common, severity: 'warning' },
    { alertname: 'SloRulesLate', ...common, severity: 'warning' },
  ]);
  for (const { annotations, cause } of alerts) {
    expect(cause).toBe('checkout/slo/availability');
    expect(Object.keys(annotations)).toEqual(['summary', 'description']);
  }
});

test('thresholds are exact decimals, in both windows, with the failures that are needed', () => {
  const thresholds = alerts.slice(0, 4).map(({ query }) => [...query.text.matchAll(/> (\S+)/g)].map((match) => match[1]));
  expect(thresholds).toEqual([
    ['0.0144', '0.0144', '4.5'],
    ['0.006', '0.006', '4.5'],
    ['0.003', '0.003', '4.5'],
    ['0.001', '0.001', '4.5'],
  ]);
});

test('everything an SLO records comes before the alerts that read it, in one group', () => {
  expect(rules.findIndex(isAlertRule)).toBe(recordings.length);
});
