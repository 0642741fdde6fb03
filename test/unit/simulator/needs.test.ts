import { expect, test } from 'vitest';
import { needsOf } from '../../servers/scenarios/needs.ts';
import { rulesOf } from '../../servers/scenarios/rules.ts';

const FILE = `groups:
  - name: alerts
    interval: 1m
    rules:
      - { alert: Page, expr: 'ALERTS{alertname="Slow",alertstate="firing"}', for: 5m, labels: { service: shop, severity: critical } }
      - { alert: Slow, expr: 'slo:ratio{slo="shop/a"} > 1', labels: { service: shop, slo: shop/a, slo_tier: page } }
      - { record: 'slo:ratio', expr: 'increase(bad_total[1h]) / (total offset 1d)', labels: { slo: shop/a } }
      - { record: 'slo:ratio', expr: 'sum_over_time(other_bucket[30d])', labels: { slo: shop/b } }
`;
const rules = rulesOf(FILE, { engine: 'prometheus', evaluationSeconds: 30, memorySeconds: 7_200 });
const DAY = 86_400;
const judged = [{ from: 2 * DAY, to: 2 * DAY + 600 }];
const needs = needsOf({
  rules,
  judged: ({ key }) => (key === 'shop/Page' ? judged : []),
  metrics: ['bad_total', 'total', 'other'],
  looked: [],
});

test('rules are evaluated after what they read', () => {
  expect(needs.rules.map(({ rule }) => `${rule.key} ${rule.labels['slo'] ?? ''}`)).toEqual([
    'slo:ratio shop/a',
    'shop/Slow a page shop/a',
    'shop/Page ',
    'slo:ratio shop/b',
  ]);
});

test('over the time somebody reads: windows and offsets further back, and what nobody reads not at all', () => {
  const [ratio, slow, page, other] = needs.rules.map(({ periods }) => periods);
  expect(page).toEqual(judged);
  expect(slow).toEqual([{ from: 2 * DAY - 300, to: 2 * DAY + 600 }]);
  expect(ratio).toEqual([{ from: 2 * DAY - 600, to: 2 * DAY + 600 }]);
  expect(other).toEqual([]);
});

test('metrics are stored where a rule reads them', () => {
  expect([...needs.wanted(2 * DAY)]).toEqual(['bad_total']);
  expect([...needs.wanted(2 * DAY - 3_000)]).toEqual(['bad_total']);
  expect([...needs.wanted(DAY)]).toEqual(['total']);
  expect([...needs.wanted(DAY / 2)]).toEqual([]);
});

test('of a window longer than the memory no more than that is asked for', () => {
  expect(rules.find(({ labels }) => labels['slo'] === 'shop/b')?.reads).toMatchObject([
    { name: 'other_bucket', backSeconds: 7_500 },
  ]);
});
