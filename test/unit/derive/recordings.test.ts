import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alert } from '../../../src/alerts/alert.ts';
import { threshold } from '../../../src/alerts/threshold.ts';
import { oneOf, text } from '../../../src/authored/label.ts';
import { counter, gauge, histogram } from '../../../src/authored/metric.ts';
import { histogramQuantile, labels, max, promql, rate, sum } from '../../../src/authored/query.ts';
import { recording } from '../../../src/define/recording.ts';
import { vector } from '../../../src/query/promql/build.ts';
import { parsePromql } from '../../../src/query/promql/parse.ts';
import { conventionalName } from '../../../src/query/promql/recording-name.ts';
import { findPromtool } from '../../../src/testing/promtool.ts';
import { base, resolveAll, scraped } from '../../support/estate.ts';

const help = 'What it is.';
const requests = counter({
  name: 'http_requests_total',
  help,
  labels: { route: text({ series: 4 }), code: oneOf('2xx', '5xx') },
});
const duration = histogram({
  name: 'd_seconds',
  help,
  unit: 'seconds',
  buckets: [0.1, 1],
  labels: { route: text({ series: 4 }) },
});
const age = gauge({ name: 'queue_age_seconds', help, unit: 'seconds' });
const checkout = scraped({ requests, duration, age });
const cart = scraped({}, 'cart');

const rates = recording({
  service: checkout,
  name: 'code_route:http_requests:rate5m',
  expr: sum(rate(requests, '5m'), { by: ['code', 'route'] }),
});
const ratio = recording({
  service: checkout,
  name: 'checkout:http_requests:ratio_rate5m',
  expr: promql`sum(${rates.where({ code: '5xx' })}) / sum(${rates})`,
  labels: { kind: 'errors' },
});
const slow = recording({
  service: checkout,
  name: 'route:d_seconds:p90_rate5m',
  interval: '1m',
  expr: histogramQuantile(0.9, sum(rate(duration.bucket, '5m'), { by: ['le', 'route'] })),
});
const failing = alert({
  service: checkout,
  name: 'Failing',
  severity: 'critical',
  when: promql`${ratio.where({ kind: 'errors' })} > ${'10%'}`,
  summary: 'Fails.',
});
const slowly = threshold({ service: cart, name: 'Slow', severity: 'warning', of: slow, above: '500ms', summary: 'Slow.' });
const exported = { ...base, checkout, cart, failing, slowly };
const { derived, artifacts, diagnostics } = resolveAll(exported);
const rules = artifacts.find(({ path }) => path === 'prometheus/rules/checkout.yaml')?.text ?? '';

describe('recordings', () => {
  it('belong to the estate with what reads them, and are compiled where they are read in order', () => {
    expect(derived.estate.recordings.map(({ address }) => address)).toEqual([
      'checkout/recording/checkout:http_requests:ratio_rate5m',
      'checkout/recording/code_route:http_requests:rate5m',
      'checkout/recording/route:d_seconds:p90_rate5m',
    ]);
    const names = derived.groups.map(({ name, intervalMs, rules: inside }) => [
      name,
      intervalMs,
      ...inside.map((rule) => ('record' in rule ? rule.record : rule.name)),
    ]);
    expect(names).toEqual([
      ['alerts-cart', undefined, 'Slow'],
      ['alerts-checkout', undefined, rates.name, ratio.name, 'Failing'],
      ['recordings-checkout-1m', 60_000, slow.name],
    ]);
    const said = diagnostics.filter(({ code }) => code.startsWith('recording/') || code.startsWith('definition/'));
    expect(said.map(({ at, code }) => `${at} ${code}`)).toEqual(['cart/alert/Slow recording/slower-than-reader']);
  });

  it('are rules of their own where no alert of the service reads them', () => {
    const alone = resolveAll({ ...base, checkout, rates }).derived.groups;
    expect(alone.map(({ name, rules: inside }) => [name, inside.length])).toEqual([['recordings-checkout', 1]]);
  });

  it('print what they record, with the jobs of their metrics', async () => {
    await expect(rules).toMatchFileSnapshot('../../golden/prometheus/recordings.yaml');
  });

  it('stand in queries by their name and labels', () => {
    const panel = promql`max by (${labels(rates, 'route')}) (${rates.where({ route: /^\/api/, code: ['2xx', '5xx'] })})`;
    const read = resolveAll({
      ...exported,
      it: alert({ ...failing.options, name: 'It', summary: 'It.', when: promql`${panel} > 1` }),
    });
    const it = read.derived.alerts.find(({ name }) => name === 'It');
    expect(it?.query.text).toBe('max by (route) (code_route:http_requests:rate5m{code=~"2xx|5xx",route=~"^\\\\/api"}) > 1');
  });
});

const reading = (expr: Parameters<typeof recording>[0]['expr'], name = 'a:b:c') =>
  resolveAll({ ...base, checkout, it: recording({ service: checkout, name: name as 'a:b:c', expr }) }).diagnostics;
const named = (expr: Parameters<typeof recording>[0]['expr'], name: string) =>
  reading(expr, name).flatMap(({ code, fix }) => (code === 'recording/name' ? [fix] : []));

describe('the name of a recording', () => {
  const rated = rate(requests, '5m');
  it.each([
    ['code_route_instance:http_requests:rate5m', rated, []],
    ['route:http_requests:rate5m', rated, ['call it code_instance_route:http_requests:rate5m']],
    ['code:http_requests:rate5m', sum(rated, { by: ['code'] }), []],
    ['job_code:http_requests:rate5m', sum(rated, { by: ['job', 'code'] }), []],
    ['job:http_requests:rate5m', sum(rated, { by: ['job'] }), []],
    ['anything:http_requests:rate5m', sum(rated), []],
    ['code:http_requests_total:rate5m', sum(rated, { by: ['code'] }), ['call it code:http_requests:rate5m']],
    ['code:http_requests:rate1m', sum(rated, { by: ['code'] }), ['call it code:http_requests:rate5m']],
    ['code:http_requests:sum_rate5m', sum(rated, { by: ['code'] }), ['call it code:http_requests:rate5m']],
    ['code:http_requests:max_rate5m', max(rated, { by: ['code'] }), []],
    ['x:http_requests:max_over_time1h_rate5m', promql.maxOverTime(sum(rated), '1h'), []],
    ['x:queue_age_seconds:sum', sum(age), []],
    ['x:queue_age_seconds:max', max(promql.max(age, { by: ['job'] })), []],
    ['x:http_requests_total:increase1h', sum(promql.increase(requests, '1h')), []],
    ['x:http_requests:ratio_rate5m', promql`sum(${rated}) / sum(${rate(requests.where({ code: '5xx' }), '5m')})`, []],
    ['x:http_requests_per_d_seconds_count:ratio_rate5m', promql`sum(${rated}) / sum(${rate(duration.count, '5m')})`, []],
    ['x:d_seconds:mean5m', promql`sum(${rate(duration.sum, '5m')}) / sum(${rate(duration.count, '5m')})`, []],
    ['x:d_seconds:p99_rate5m', histogramQuantile(0.99, sum(rate(duration.bucket, '5m'), { by: ['le'] })), []],
    ['x:d_seconds:p50_rate5m', histogramQuantile(0.5, sum(rate(duration.bucket, '5m'), { by: ['le'] })), []],
    ['x:queue_age_seconds:sum', promql`1 - sum(${age}) * 2`, []],
    ['x:whatever:it_is', promql`sum(${age}) + sum(${rated})`, []],
    ['x:a:b:c', sum(age), ['leave two colons: route:http_requests:rate5m']],
    ['slo:a:b', sum(age), ['begin it with the labels of the result']],
  ])('%s', (name, expr, fixes) => {
    expect(named(expr, name)).toEqual(fixes);
  });

  it('of what records a recording goes on from its name', () => {
    const name = (text: string) => conventionalName(parsePromql(text).expr ?? vector('x'), 'route');
    expect(name('max by (route) (code_route:http_requests:rate5m)')).toBe('route:http_requests:max_rate5m');
    expect(name('sum by (route) (code_route:http_requests:rate5m)')).toBe('route:http_requests:rate5m');
    expect(name('min by (route) (code_route:http_requests:min)')).toBe('route:http_requests:min');
  });

  it('has to be one a series can have', () => {
    expect(reading(sum(age), 'a:b-c:d').map(({ code }) => code)).toContain('definition/name');
  });
});

it('refuses what cannot be recorded, and one name in two services', () => {
  expect(reading(promql`${age}[5m]`).map(({ code }) => code)).toContain('recording/type');
  const twice = {
    a: recording({ service: checkout, name: 'x:y:z', expr: sum(age) }),
    b: recording({ service: cart, name: 'x:y:z', expr: sum(age) }),
  };
  expect(resolveAll({ ...exported, ...twice }).diagnostics.map(({ code }) => code)).toContain('recording/duplicate');
  const same = { a: twice.a, b: recording({ service: checkout, name: 'x:y:z', expr: max(age) }) };
  expect(resolveAll({ ...exported, ...same }).diagnostics.map(({ code }) => code)).toContain('definition/duplicate');
});

it('does not hang on recordings that read each other', () => {
  const a = recording({ service: checkout, name: 'a:b:c', expr: promql`sum(a:b:d)` });
  const b = recording({ service: checkout, name: 'a:b:d', expr: promql`sum(a:b:c)` });
  expect(resolveAll({ ...base, checkout, a, b }).derived.groups[0]?.rules.length).toBe(2);
});

const promtool = await findPromtool();

describe.skipIf(promtool?.from !== 'PATH')('by promtool (skipped where it is not on the PATH)', () => {
  it('the rules load', () => {
    inFolder(rules, '', (folder) =>
      expect(String(execFileSync('promtool', ['check', 'rules', join(folder, 'rules.yaml')]))).toContain('SUCCESS'),
    );
  });

  it('an alert fires in the evaluation that records what it reads, which it would not the other way round', async () => {
    expect(await failuresOf(rules)).toEqual([]);
    const swapped = rules.replace(/( {6}- record: code_route[\s\S]*?)( {6}- alert: Failing[\s\S]*?)(?=\n {2}- name|$)/, '$2\n$1');
    expect(swapped).not.toBe(rules);
    expect(await failuresOf(swapped)).not.toEqual([]);
  });
});

const TEST = `rule_files: [rules.yaml]
evaluation_interval: 1m
tests:
  - name: fires at once
    interval: 1m
    input_series:
      - series: http_requests_total{job="checkout",instance="a",route="/",code="2xx"}
        values: 0+60x20
      - series: http_requests_total{job="checkout",instance="a",route="/",code="5xx"}
        values: 0x10 60+60x10
    promql_expr_test:
      - expr: round(checkout:http_requests:ratio_rate5m, 0.01)
        eval_time: 11m
        exp_samples: [{ labels: '{kind="errors"}', value: 0.17 }]
      - expr: count(ALERTS{alertname="Failing", alertstate="firing"})
        eval_time: 11m
        exp_samples: [{ labels: '{}', value: 1 }]
      - expr: count(ALERTS{alertname="Failing"}) or vector(0)
        eval_time: 10m
        exp_samples: [{ labels: '{}', value: 0 }]
`;

async function failuresOf(text: string): Promise<readonly string[]> {
  let report: Awaited<ReturnType<NonNullable<typeof promtool>['testRules']>> | undefined;
  await inFolder(text, TEST, async (folder) => {
    report = await promtool?.testRules(folder, ['a.test.yaml']);
  });
  return report?.cases.flatMap(({ failures }) => failures) ?? ['not run'];
}

async function inFolder(text: string, tests: string, use: (folder: string) => unknown): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-recordings-'));
  try {
    writeFileSync(join(folder, 'rules.yaml'), text);
    writeFileSync(join(folder, 'a.test.yaml'), tests);
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
