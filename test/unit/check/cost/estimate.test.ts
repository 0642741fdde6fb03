import { describe, expect, it } from 'vitest';
import { alert } from '../../../../src/alerts/alert.ts';
import { oneOf, text } from '../../../../src/authored/label.ts';
import { logs } from '../../../../src/authored/log.ts';
import { counter, histogram, stateSet, summary } from '../../../../src/authored/metric.ts';
import { rateLimited } from '../../../../src/authored/process-sampling.ts';
import { promql, rate, sum } from '../../../../src/authored/query.ts';
import { head, importance, tail } from '../../../../src/authored/sampling.ts';
import { estimateCost } from '../../../../src/check/cost/estimate.ts';
import { costTotals } from '../../../../src/check/cost/group.ts';
import { environment, prometheus } from '../../../../src/define/environment.ts';
import { recording } from '../../../../src/define/recording.ts';
import { service } from '../../../../src/define/service.ts';
import { slo } from '../../../../src/define/slo.ts';
import { team } from '../../../../src/define/team.ts';
import { traces } from '../../../../src/define/telemetry.ts';
import { secret } from '../../../../src/kernel/secret.ts';
import { compileModule } from '../../../../src/program.ts';
import { webhook } from '../../../../src/receivers/webhook.ts';
import { fromSpans } from '../../../../src/sli/from-spans.ts';
import { codesOf, payments, resolveAll, routes, scraped } from '../../../support/estate.ts';
import { bankAndShop } from '../../../support/tenants/bank-and-shop.ts';

const help = 'What it is.';
const by_route = { route: text({ series: 20 }) };
const requests = counter({ name: 'http_requests_total', help, labels: { ...by_route, code: oneOf('2xx', '4xx', '5xx') } });
const seconds = histogram({ name: 'wait_seconds', help, unit: 'seconds', labels: by_route, buckets: [0.1, 0.3, 1, 3] });
const native = histogram({ name: 'size_bytes', help, unit: 'bytes', labels: by_route, native: true });
const both = histogram({ name: 'both_seconds', help, unit: 'seconds', buckets: [1, 3], native: true });
const quantiles = summary({ name: 'lag_seconds', help, unit: 'seconds', quantiles: [0.5, 0.99] });
const state = stateSet({ name: 'mode', help, states: ['on', 'off', 'broken'] });
const open = counter({ name: 'orders_total', help, labels: { customer: text(), ...by_route } });
const checkout = scraped({ requests, seconds, native, both, quantiles, state });
const two = environment({
  name: 'production',
  prometheus: prometheus({ version: '3.15', retention: '10d', scrapeInterval: '30s' }),
  runs: [{ service: checkout, at: ['a:1', 'b:1'] }],
  runbooks: 'https://runbooks.example.org',
});

const estimated = (exports: object) => estimateCost(resolveAll({ payments, routes, ...exports }).derived);
const named = (exports: object, name: string) => estimated(exports).find((one) => one.name === name);

describe('series of a metric on one instance', () => {
  it.each([
    ['http_requests_total', 20 * 3],
    ['wait_seconds', 20 * (4 + 3)],
    ['size_bytes', 20],
    ['both_seconds', 2 + 3 + 1],
    ['lag_seconds', 2 + 2],
    ['mode', 3],
    ['up, scrape_*', 8],
  ])('%s has %i', (name, series) => {
    expect(named({ checkout }, name)).toMatchObject({ series, samplesPerSecond: series / 15, unknown: [] });
  });

  it('counts every instance of an environment, its interval and its retention', () => {
    const found = named({ checkout, two }, 'http_requests_total');
    expect(found).toMatchObject({ series: 120, samplesPerSecond: 4, sampleBytes: 4 * 2 * 10 * 86_400 });
  });

  it('says that a label without a bound is unknown, and counts it as nothing rather than as one', () => {
    const found = named({ shop: scraped({ open }, 'shop') }, 'orders_total');
    expect(found?.series).toBe(0);
    expect(found?.unknown).toEqual([{ of: 'series', why: 'label customer of orders_total has no bound' }]);
  });
});

describe('series of rules', () => {
  const shop = scraped({ requests, open }, 'shop');
  const record = (name: string, expr: never) => recording({ service: shop, name, expr } as never);

  it('counts what a recording gives, not what it reads', () => {
    const it = record('code:http_requests:rate5m', sum(rate(requests, '5m'), { by: ['code'] }) as never);
    expect(named({ shop, it }, 'code:http_requests:rate5m')).toMatchObject({ source: 'recording', series: 3, unknown: [] });
  });

  it('knows the sum over an unbounded label, and does not know what keeps it', () => {
    const known = record('route:orders:rate5m', promql`sum by (route) (rate(${open}[5m]))` as never);
    const kept = record('customer:orders:rate5m', promql`sum by (customer) (rate(${open}[5m]))` as never);
    expect(named({ shop, known }, 'route:orders:rate5m')).toMatchObject({ series: 20, unknown: [] });
    expect(named({ shop, kept }, 'customer:orders:rate5m')?.unknown).toHaveLength(1);
  });
});

describe('logs and spans by declared rates', () => {
  const traced = (sampling: never, kept?: never) =>
    named(
      {
        checkout,
        traces: traces({
          service: checkout,
          propagation: ['tracecontext'],
          sampling,
          rate: { perSecond: 200, size: '500B', ...(kept ? { kept } : {}) },
        }),
      },
      'traces',
    );
  const decideAfter = '10s';
  const often = importance({ rules: [{ name: 'paid', where: { plan: 'paid' }, keep: '50%' }], otherwise: '1%', decideAfter });

  it('counts the bytes of a day', () => {
    const app = logs({ service: checkout, name: 'app', rate: { perSecond: 40, size: '300B' } });
    expect(named({ checkout, app }, 'app')).toMatchObject({ logBytesPerDay: 40 * 300 * 86_400, unknown: [] });
  });

  it('says that a rate is missing', () => {
    const app = logs({ service: checkout, name: 'app' });
    expect(named({ checkout, app }, 'app')?.unknown).toEqual([{ of: 'logs', why: 'no rate is declared for checkout/app' }]);
  });

  it.each([
    ['head', head({ ratio: '10%' }), 20],
    ['tail without exceptions', tail({ keepErrors: false, otherwise: '5%', decideAfter }), 10],
    ['importance, by what is kept most', often, 100],
  ])('takes off what %s drops', (_, sampling, spans) => {
    expect(traced(sampling as never)).toMatchObject({ spansPerSecond: spans, unknown: [] });
  });

  it('does not know what tail sampling keeps of errors, unless somebody says it', () => {
    const sampling = tail({ keepErrors: true, otherwise: '5%', decideAfter }) as never;
    expect(traced(sampling)?.unknown).toEqual([{ of: 'spans', why: expect.stringContaining('write rate.kept') }]);
    expect(traced(importance({ ...often, keepErrors: true }) as never)?.unknown).toHaveLength(1);
    expect(traced(rateLimited({ perSecond: 5 }) as never)?.unknown).toHaveLength(1);
    expect(traced(sampling, '25%' as never)).toMatchObject({ spansPerSecond: 50, unknown: [] });
  });
});

describe('totals', () => {
  it('add up to the same, by whatever key', () => {
    const found = estimated({ checkout, shop: scraped({ open }, 'shop'), two });
    const sum = found.reduce((all, { series }) => all + series, 0);
    for (const key of ['service', 'metric', 'team', 'system', 'source', 'environment'] as const)
      expect(costTotals(found, key).reduce((all, { series }) => all + series, 0)).toBe(sum);
    expect(costTotals(found, 'team').map(({ name }) => name)).toEqual(['payments']);
  });
});

describe('what is written of what is watched', () => {
  const channel = webhook({ url: secret.file('hook') });
  const board = team({ name: 'board', page: channel });
  const owner = team({ name: 'escalating', page: channel, escalate: { after: '15m', to: board.page } });
  const shop = service({ name: 'shop', owner, metrics: [requests], scrape: { port: 9464 } });
  const late = (name: string, severity: 'critical' | 'warning') =>
    alert({ service: shop, name, severity, when: promql`sum(rate(${requests}[5m])) > 3`, summary: 'Late.' });
  const two_pages = { a: late('FirstPage', 'critical'), b: late('SecondPage', 'critical'), c: late('Ticket', 'warning') };

  it('counts an escalation once for each alert that may be open too long', () => {
    expect(named({ owner, board, shop, ...two_pages }, 'PageUnanswered')).toMatchObject({
      source: 'alert',
      series: 4,
      unknown: [],
    });
  });
});

describe('what is counted of spans', () => {
  const shop = scraped({ requests }, 'shop');
  const traced = (names?: number, tenant: object = oneOf('free', 'paid')) =>
    traces({
      service: shop,
      propagation: ['tracecontext'],
      attributes: { plan: tenant as never },
      sampling: head({ ratio: '10%' }),
      rate: { perSecond: 10, size: '500B', ...(names !== undefined && { names }) },
    });
  const objective = (spans: ReturnType<typeof traced>, options: object = {}) =>
    slo({ service: shop, name: 'spans', objective: '99%', window: '30d', sli: fromSpans({ of: spans, ...options } as never) });
  const of = (spans: ReturnType<typeof traced>, options: object = {}) =>
    named({ shop, spans, objective: objective(spans, options) }, 'traces_spanmetrics_*');

  it('is names, kinds and states, and what objectives ask for', () => {
    expect(of(traced(20))).toMatchObject({ source: 'span-metrics', series: 20 * 5 * 3, samplesPerSecond: 20, unknown: [] });
    expect(of(traced(20), { groupBy: ['plan'] })?.series).toBe(20 * 5 * 3 * 2);
    expect(of(traced(20), { under: '300ms' })?.series).toBe(20 * 5 * 3 * (1 + 1 + 3));
  });

  it('is unknown where nobody says of how many names, or values', () => {
    expect(of(traced())?.unknown).toEqual([
      { of: 'series', why: 'no number of span names is declared for the traces of shop: write rate.names' },
    ]);
    expect(of(traced(20, text()), { groupBy: ['plan'] })?.unknown).toEqual([
      { of: 'series', why: 'attribute plan of the traces of shop has no bound' },
    ]);
    expect(codesOf({ payments, routes, shop, spans: traced(0) })).toContain('traces/rate');
  });

  it('is nothing where no objective reads it, or no collector counts it', () => {
    expect(named({ shop, spans: traced(20) }, 'traces_spanmetrics_*')).toBeUndefined();
    const bare = environment({
      name: 'bare',
      prometheus: prometheus({ version: '3.15' }),
      runbooks: 'https://runbooks.example.org',
    });
    const spans = traced(20);
    expect(named({ shop, spans, objective: objective(spans), bare }, 'traces_spanmetrics_*')).toBeUndefined();
  });
});

describe('tenants', () => {
  const costs = estimateCost(compileModule(bankAndShop, '2026-11-22').derived);

  it('are added up, each with what is its', () => {
    const totals = new Map(costTotals(costs, 'tenant').map((one) => [one.name, one]));
    expect([...totals.keys()].sort()).toEqual(['bank', 'shop']);
    expect(totals.get('bank')?.series).toBe(totals.get('shop')?.series);
  });

  it('keep samples as long as their retention says', () => {
    const bytes = (name: string) => costs.find((one) => one.service?.name === name && one.source === 'scrape')?.sampleBytes ?? 0;
    expect(bytes('bank-api')).toBe(((8 * 2) / 15) * 90 * 86_400);
  });
});
