import { expect, test } from 'vitest';
import { alert } from '../../../src/alerts/alert.ts';
import { text } from '../../../src/authored/label.ts';
import { gauge } from '../../../src/authored/metric.ts';
import { promql } from '../../../src/authored/query.ts';
import { metricCatalogue } from '../../../src/check/metric-catalogue.ts';
import { type AnalysedQuery, ruleQueries } from '../../../src/check/queries.ts';
import { alertLabels, canCarry, meets } from '../../../src/check/routing/alert-labels.ts';
import { base, resolveAll, scraped } from '../../support/estate.ts';

const depth = gauge({ name: 'queue_depth', help: 'Depth.', labels: { queue: text({ series: 3 }) } });
const checkout = scraped({ depth });
const deep = alert({
  service: checkout,
  name: 'Deep',
  severity: 'warning',
  when: promql`max by (queue) (${depth}) > 5`,
  summary: 'Deep.',
});
const { derived } = resolveAll({ ...base, checkout, deep });

/** The labels of the alert, and how often its query was analysed for them. */
function labelsOf() {
  const asked = { times: 0 };
  const queries = ruleQueries(derived, metricCatalogue(derived)).map((query): AnalysedQuery => {
    const { alert: own, expr, panel, site, slo, written } = query;
    return {
      ...{ alert: own, expr, panel, query: query.query, site, slo, written },
      get analysis() {
        asked.times++;
        return query.analysis;
      },
    };
  });
  const [labels] = alertLabels(derived, (alert) => queries.find((one) => one.alert === alert));
  if (!labels) throw new Error('no alert');
  return { labels, asked };
}

test('what is known of an alert needs no analysis of its query', () => {
  const { labels, asked } = labelsOf();
  expect(labels.known).toEqual({ alertname: 'Deep', owner: 'payments', service: 'checkout', severity: 'warning' });
  expect(meets([{ label: 'severity', op: '=', value: 'warning' }], labels)).toBe('always');
  expect(meets([{ label: 'service', op: '=~', value: 'cart|orders' }], labels)).toBe('never');
  expect(canCarry(labels, 'owner')).toBe(true);
  expect(asked.times).toBe(0);
});

test('what its series may carry is analysed once', () => {
  const { labels, asked } = labelsOf();
  expect([...labels.possible]).toContain('queue');
  expect(labels.open).toBe(false);
  expect(meets([{ label: 'queue', op: '=', value: 'orders' }], labels)).toBe('maybe');
  expect(meets([{ label: 'pod', op: '=', value: 'a' }], labels)).toBe('never');
  expect(asked.times).toBe(1);
});

test('an alert whose query nobody has read may carry anything', () => {
  const [labels] = alertLabels(derived, () => undefined);
  expect(labels?.open).toBe(true);
  expect([...(labels?.possible ?? [])]).not.toContain('queue');
});
