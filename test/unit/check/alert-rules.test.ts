import { describe, expect, it } from 'vitest';
import { alert, type QueryAlertOptions } from '../../../src/alerts/alert.ts';
import { oneOf, text } from '../../../src/authored/label.ts';
import { counter, gauge } from '../../../src/authored/metric.ts';
import { promql } from '../../../src/authored/query.ts';
import { base, codesOf, scraped, withCode } from '../../support/estate.ts';

const requests = counter({
  name: 'http_requests_total',
  help: 'HTTP requests answered.',
  labels: { route: text({ series: 40 }), code: oneOf('2xx', '5xx') },
});
const errors = counter({ name: 'http_errors_total', help: 'HTTP requests failed.', labels: { route: text({ series: 40 }) } });
const heartbeat = gauge({ name: 'heartbeat_timestamp_seconds', help: 'Last sign of life.', unit: 'seconds' });
const checkout = scraped({ requests, errors, heartbeat });

const good: QueryAlertOptions = {
  service: checkout,
  name: 'ManyErrors',
  severity: 'critical',
  when: promql`sum by (route) (rate(${errors}[5m])) > 1`,
  for: '5m',
  summary: 'Checkout answers with errors.',
  description: 'Route {{ $labels.route }} fails {{ $value | humanize }} times a second.',
  runbook: { impact: 'Customers cannot pay.', steps: ['Look at the log.'] },
};
const estate = (change: Partial<QueryAlertOptions> = {}) => ({ ...base, checkout, it: alert({ ...good, ...change }) });

const cases: readonly [string, Partial<QueryAlertOptions>, string][] = [
  ['alert/no-summary', { summary: ' ' }, 'no summary'],
  ['alert/no-runbook', { runbook: { steps: [''] } }, 'ManyErrors'],
  ['alert/name', { name: 'many-errors' }, '"many-errors"'],
  ['alert/template-label-dropped', { description: 'At {{ $labels.instance }}.' }, '$labels.instance'],
  ['alert/template-label-dropped', { description: '{{ $labels.alertname }}.' }, '$labels.alertname'],
  ['alert/template-label-dropped', { labels: { at: '{{ $labels.instance }}' } }, 'labels.at reads $labels.instance'],
  ['alert/slow-to-fire', { when: promql`sum(rate(${errors}[1h])) > 1`, description: 'x', for: '1h' }, 'fires 1h late'],
  [
    'alert/single-window-burn',
    { when: promql`(sum(rate(${errors}[1h])) / sum(rate(${requests}[1h]))) > 0.001`, description: 'x' },
    '0.001',
  ],
  ['alert/reserved-label', { labels: { severity: 'page' } }, 'severity'],
  ['alert/reserved-label', { labels: { __region: 'eu' } }, '__region'],
  ['alert/reserved-label', { labels: { 'a-b': 'eu' } }, '"a-b"'],
  ['alert/absent-without-for', { when: promql`absent(${heartbeat})`, description: 'x', for: '0s' }, 'no `for`'],
];

describe('rules about alerts', () => {
  it('find nothing in a good one', () => expect(codesOf(estate())).toEqual([]));

  it.each(cases)('%s', (code, change, seen) => {
    const [found, ...more] = withCode(estate(change), code);
    expect(found?.at).toBe(`checkout/alert/${change.name ?? 'ManyErrors'}`);
    expect(found?.message).toContain(seen);
    expect(found?.fix).toBeTruthy();
    expect(more).toEqual([]);
  });

  it.each([
    ['alert/slow-to-fire', { when: promql`sum(rate(${errors}[1h])) > 1`, description: 'x', for: '5m' }],
    ['alert/single-window-burn', { when: promql`sum(rate(${errors}[1h])) / sum(rate(${requests}[1h])) > 0.2` }],
    [
      'alert/single-window-burn',
      {
        when: promql`sum(rate(${errors}[1h])) / sum(rate(${requests}[1h])) > 0.01 and sum(rate(${errors}[5m])) / sum(rate(${requests}[5m])) > 0.01`,
      },
    ],
    ['alert/absent-without-for', { when: promql`absent(${heartbeat})`, for: '1m' }],
    [
      'alert/template-label-dropped',
      { when: promql`${heartbeat} > 1`, description: '{{ $labels.instance }} {{ $labels.__name__ }}' },
    ],
    ['alert/no-runbook', { runbook: { url: 'https://wiki.example.org' } }],
  ] satisfies [string, Partial<QueryAlertOptions>][])('%s is silent where it is right', (code, change) => {
    expect(codesOf(estate(change))).not.toContain(code);
  });

  it('sees an objective asked the other way round', () => {
    const when = promql`1 - sum(rate(${errors}[1h])) / sum(rate(${requests}[1h])) < 0.999`;
    expect(withCode(estate({ when, description: 'x' }), 'alert/single-window-burn')[0]?.fix).toContain("'99.9%'");
  });
});
