import { describe, expect, it } from 'vitest';
import { number, oneOf, text, traceId } from '../../../src/authored/label.ts';
import { logs } from '../../../src/authored/log.ts';
import { type AnyMetric, counter, gauge, histogram, info, stateSet } from '../../../src/authored/metric.ts';
import { tail } from '../../../src/authored/sampling.ts';
import { nodeExporter } from '../../../src/catalogues/node-exporter.ts';
import { environment, grafana, prometheus } from '../../../src/define/environment.ts';
import { loki, tempo } from '../../../src/define/servers-telemetry.ts';
import { service } from '../../../src/define/service.ts';
import { slo } from '../../../src/define/slo.ts';
import { traces } from '../../../src/define/telemetry.ts';
import { detectionMs } from '../../../src/derive/slo/tier-numbers.ts';
import { printDuration } from '../../../src/kernel/duration.ts';
import type { Dashboard } from '../../../src/model/dashboard.ts';
import { parseTraceql } from '../../../src/query/traceql/parse.ts';
import { events } from '../../../src/sli/events.ts';
import { base, payments, resolveAll, scraped } from '../../support/estate.ts';

const help = 'What it is.';
const requests = counter({ name: 'http_requests_total', help, labels: { tenant: text(), code: oneOf('2xx', '5xx') } });
const seconds = histogram({ name: 'http_request_duration_seconds', help, unit: 'seconds', buckets: [0.1, 1] });
const used = gauge({ name: 'memory_usage_bytes', help, unit: 'bytes' });
const limit = gauge({ name: 'memory_limit_bytes', help, unit: 'bytes' });
const build = info({ name: 'build_info', help, labels: { version: text() } });
const role = stateSet({ name: 'role_status', help, states: ['healthy', 'degraded', 'down'] });
const paid = counter({ name: 'orders_paid_total', help });
const failed = counter({ name: 'orders_failed_total', help });
const plain = gauge({ name: 'lamps', help });

const boardsIn = (exports: object): ReadonlyMap<string, Dashboard> => {
  const { derived, diagnostics } = resolveAll(exports);
  expect(diagnostics.filter(({ severity }) => severity !== 'info').map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  for (const board of derived.dashboards) {
    const asked = panelsOf(board).flatMap(({ queries }) => queries.map(({ query }) => query.engine));
    expect(panelsOf(board), board.name).not.toEqual([]);
    expect(
      asked.filter((engine) => !board.engines.has(engine)),
      board.name,
    ).toEqual([]);
  }
  return new Map(derived.dashboards.map((one) => [one.name, one]));
};
const boardsWith = (...metrics: readonly AnyMetric[]) =>
  boardsIn({ ...base, checkout: scraped(Object.fromEntries(metrics.map((metric) => [metric.name, metric])) as never) });
const panelsOf = (board: Dashboard | undefined) => board?.sections.flatMap(({ panels }) => panels) ?? [];
const queriesOf = (board: Dashboard | undefined) =>
  panelsOf(board).flatMap(({ queries }) => queries.map(({ query }) => query.text));

describe('each derived board is there where there is something to show, and only there', () => {
  it.each<[string, readonly AnyMetric[]]>([
    ['errors', [requests]],
    ['performance', [requests, seconds]],
    ['resources', [used, limit]],
    ['capacity', [used, limit]],
    ['versions', [build]],
    ['health', [role]],
    ['tenants', [requests]],
    ['business', [paid]],
    ['service', [requests]],
  ])('%s', (name, metrics) => {
    expect([...boardsWith(...metrics).keys()]).toContain(name);
    expect([...boardsWith(plain).keys()]).not.toContain(name);
  });

  it.each<[string, readonly AnyMetric[]]>([
    ['performance', [requests]],
    ['capacity', [used]],
    ['tenants', [counter({ name: 'http_requests_total', help, labels: { tenant: text({ series: 1 }) } })]],
    ['business', [failed]],
    ['versions', [info({ name: 'build_info', help, labels: { branch: text() } })]],
    ['errors', [counter({ name: 'http_requests_total', help, labels: { code: oneOf('2xx', '3xx') } })]],
  ])('%s needs more than this', (name, metrics) => {
    expect([...boardsWith(...metrics).keys()]).not.toContain(name);
  });

  it('cost and the overview wherever something is scraped, on-call wherever somebody may be called', () => {
    expect([...boardsWith(plain).keys()]).toEqual(['cost', 'overview']);
    expect([...boardsIn({ ...base, lonely: service({ name: 'lonely', owner: payments }) }).keys()]).toEqual(['overview']);
  });
});

describe('what they ask', () => {
  it('reads shares of limits by names that differ in one word', () => {
    expect(queriesOf(boardsWith(used, limit).get('resources'))[0]).toBe(
      'max(memory_usage_bytes{job="checkout"} / (memory_limit_bytes{job="checkout"} > 0))',
    );
    const host = service({
      name: 'host',
      owner: payments,
      scrape: { port: 9100 },
      metrics: nodeExporter.pick('node_filesystem_avail_bytes', 'node_filesystem_size_bytes', 'node_cpu_seconds_total'),
    });
    const capacity = queriesOf(boardsIn({ ...base, host }).get('capacity'));
    expect(capacity[0]).toBe('max(1 - node_filesystem_avail_bytes{job="host"} / (node_filesystem_size_bytes{job="host"} > 0))');
    expect(capacity.join()).toContain('predict_linear(node_filesystem_avail_bytes{job="host"}[1d], 604800)');
    expect(queriesOf(boardsIn({ ...base, host }).get('resources')).join()).toContain(
      'node_cpu_seconds_total{job="host",mode="idle"}',
    );
  });

  it('numbers the states of a set in their order, the worst of an instance last', () => {
    expect(queriesOf(boardsWith(role).get('health'))).toContain(
      'max by (instance) (role_status{job="checkout",role_status="degraded"} or 2 * role_status{job="checkout",role_status="down"})',
    );
  });

  it('takes whole and failures from an objective where no label tells them apart', () => {
    const checkout = scraped({ paid, failed });
    const orders = slo({
      service: checkout,
      name: 'orders',
      objective: '99%',
      window: '30d',
      sli: events({ total: paid, bad: failed }),
    });
    const boards = boardsIn({ ...base, checkout, orders });
    expect(queriesOf(boards.get('errors'))).toContain(
      'sum(rate(orders_failed_total{job="checkout"}[$__rate_interval])) or vector(0)',
    );
    expect([...boards.keys()]).toContain('on-call');
  });

  it('keeps failures apart by version, and says nought where none ever was', () => {
    const [share] = queriesOf(boardsWith(requests, build).get('versions')).filter((text) => text.includes('group_left'));
    expect(share).toContain('or 0 * sum by (version)');
  });
});

describe('the SLO board says what an incident does', () => {
  it('in the numbers of the rules themselves', () => {
    const checkout = scraped({ requests });
    const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });
    const { derived } = resolveAll({
      ...base,
      checkout,
      one: slo({ service: checkout, name: 'one', objective: '99.9%', window: '30d', sli }),
    });
    const [resolved] = derived.estate.slos;
    const [tier] = resolved?.tiers ?? [];
    const fires = resolved && tier && detectionMs(resolved, tier, { errorRatio: 1 });
    const told = panelsOf(derived.dashboards.find(({ name }) => name === 'slos')).find(({ type }) => type === 'text');
    expect(JSON.stringify(told?.options)).toContain(`after ${printDuration(Math.round((fires ?? 0) / 1000) * 1000)}, 2% spent`);
  });
});

describe('one execution', () => {
  const checkout = scraped({ requests });
  const all = {
    prometheus: prometheus({ version: '3.15', retention: '90d' }),
    loki: loki({ version: '3.7' }),
    tempo: tempo({ version: '3.0' }),
    grafana: grafana({ version: '12.4', url: 'https://g.example.org' }),
  };
  const lines = logs({
    service: checkout,
    name: 'app',
    labels: { level: oneOf('info', 'error') },
    fields: { 'plan.id': text(), trace_id: traceId(), ms: number() },
  });
  const spans = traces({
    service: checkout,
    propagation: ['tracecontext'],
    attributes: { 'plan.id': text() },
    sampling: tail({ keepErrors: true, otherwise: '10%', decideAfter: '10s' }),
  });
  const estate = { payments: base.payments, routes: base.routes, checkout, lines, spans };
  const boardIn = (servers: object) => {
    const { derived } = resolveAll({ ...estate, it: environment({ name: 'it', ...servers } as never) });
    return derived.dashboards;
  };

  it('asks Tempo and Loki for the id, and never Prometheus', () => {
    const board = boardIn(all).find(({ name }) => name === 'execution');
    expect(board?.variables.map(({ name }) => name)).toEqual(['id', 'trace']);
    expect(new Set(panelsOf(board).flatMap(({ queries }) => queries.map(({ query }) => query.engine)))).toEqual(
      new Set(['tempo', 'loki']),
    );
    expect(queriesOf(board)).toEqual([
      '{ span.plan.id = "$id" }',
      '$trace',
      '$trace',
      '{ trace:id = "$trace" && resource.service.name = "checkout" }',
      '{service_name="checkout", stream="app"} | plan_id = "$id" or trace_id = "$id" or (trace_id != "" and trace_id = "$trace")',
    ]);
    for (const text of queriesOf(board).filter((one) => one.startsWith('{ ')))
      expect(parseTraceql(text).problems, text).toEqual([]);
  });

  it('tells services of one title apart by their names', () => {
    const [of, owner] = [{ labels: {}, fields: { 'plan.id': text() } }, payments];
    const twins = ['one', 'two'].map((name) => service({ name, title: 'Twin', owner, metrics: [requests], scrape: { port: 1 } }));
    const more = twins.flatMap((twin, index) => [
      twin,
      logs({ service: twin, name: `app${index}`, ...of }),
      logs({ service: twin, name: 'audit', ...of }),
      traces({ service: twin, propagation: ['tracecontext'], attributes: {}, sampling: spans.sampling }),
    ]);
    const { derived, diagnostics } = resolveAll({ ...estate, more, it: environment({ name: 'it', ...all }) });
    expect(diagnostics.filter(({ code }) => code === 'dashboard/duplicate-panel')).toEqual([]);
    const titles = panelsOf(derived.dashboards.find(({ name }) => name === 'execution')).map(({ title }) => title);
    for (const title of ['Checkout', 'Twin (one)', 'Twin (two)', 'Twin (one), audit', 'Twin (two), audit'])
      expect(titles.map((one) => one.toLowerCase())).toContain(title.toLowerCase());
  });

  it('knows of no trace where Tempo is missing', () => {
    const board = boardIn({ ...all, tempo: undefined }).find(({ name }) => name === 'execution');
    expect(board?.variables.map(({ name }) => name)).toEqual(['id']);
    expect(queriesOf(board)).toEqual(['{service_name="checkout", stream="app"} | plan_id = "$id" or trace_id = "$id"']);
  });

  it('no board asks a server that some Grafana does not have', () => {
    const engines = (servers: object) =>
      new Set(
        boardIn(servers).flatMap((board) => panelsOf(board).flatMap(({ queries }) => queries.map(({ query }) => query.engine))),
      );
    expect(engines({ prometheus: all.prometheus, grafana: all.grafana })).toEqual(new Set(['prometheus']));
    expect(engines({ ...all, tempo: undefined })).toEqual(new Set(['prometheus', 'loki']));
    expect(engines(all)).toEqual(new Set(['prometheus', 'loki', 'tempo']));
  });

  it('shows whom a service calls only where Tempo counts it', () => {
    const calls = (servers: object) =>
      boardIn(servers)
        .flatMap(queriesOf)
        .filter((text) => text.includes('traces_service_graph'));
    expect(calls(all).length).toBe(6);
    expect(calls({ ...all, tempo: undefined })).toEqual([]);
  });
});

describe('the overview', () => {
  it('leads to every other board, and every other board to it', () => {
    const boards = [...boardsWith(requests, seconds, used, limit, build).values()];
    const overview = boards.find(({ name }) => name === 'overview');
    const told = JSON.stringify(panelsOf(overview).map(({ options }) => options));
    const led = [...told.matchAll(/\/d\/([\w-]+)/g)].map(([, uid]) => uid);
    const uids = new Set(boards.map(({ uid }) => uid));
    expect(led.filter((uid) => !uids.has(uid ?? ''))).toEqual([]);
    expect(led).toContain('checkout_board_service');
    for (const { name, links } of boards) {
      expect(
        links.map(({ url }) => url),
        name,
      ).toEqual(name === 'overview' ? [] : ['/d/estate_board_overview']);
    }
  });
});
