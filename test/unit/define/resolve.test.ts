import {
  dashboard,
  dashboardLink,
  email,
  environment,
  events,
  files,
  inhibit,
  jaeger,
  prometheus,
  promql,
  routing,
  s3,
  service,
  slo,
  suppress,
  system,
  tail,
  team,
  threshold,
  traces,
} from 'signalbox';
import { counter, gauge, oneOf } from 'signalbox/metrics';
import { describe, expect, test } from 'vitest';
import { resolve } from '../../../src/define/resolve.ts';

const channel = email({ to: 'web@example.org' });
const web = team({ name: 'web', page: channel, ticket: channel });
const requests = counter({ name: 'requests_total', help: 'Requests.', labels: { code: oneOf('2xx', '5xx') } });
const load = gauge({ name: 'load_ratio', help: 'Load.', unit: 'ratio' });
const api = service({ name: 'api', owner: web, metrics: [requests, load] });
const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });
const high = { service: api, name: 'High', severity: 'warning', of: load, above: 1, summary: 's' } as const;

/** What the types refuse, as a program without types would write it. */
const untyped = (value: unknown): never => value as never;
const codes = (module: object): string[] => resolve(module).diagnostics.map(({ code, at }) => `${code} ${at}`);

test('an estate without mistakes has none', () => {
  const availability = slo({ service: api, name: 'a', objective: '99.9%', window: '30d', sli });
  expect(codes({ api, availability, high: threshold(high), routes: routing({ fallback: web.ticket }) })).toEqual([]);
});

describe('each mistake is told with its code and its address, and nothing is thrown', () => {
  const wrongSlo = (wrong: object) => slo(untyped({ service: api, name: 'a', objective: '99%', window: '30d', sli, ...wrong }));
  const cases: readonly (readonly [code: string, module: object])[] = [
    ['definition/stray-export estate/export/timeout', { timeout: 5 }],
    ['definition/stray-export estate/export/live', { live: Promise.resolve(web) }],
    ['definition/name estate/team/a b', { a: team({ name: 'a b' }) }],
    ['definition/name estate/team/../x', { a: team({ name: '../x' }) }],
    ['definition/duration api/alert/High', { a: threshold(untyped({ ...high, for: '5 minutes' })) }],
    ['definition/duration api/slo/a', { a: wrongSlo({ window: '-5m' }) }],
    ['definition/undefined-reference api/slo/a', { a: wrongSlo({ sli: undefined }) }],
    ['definition/undefined-reference unknown/alert/High', { a: threshold(untyped({ ...high, service: undefined })) }],
    ['definition/undefined-reference shop/system/shop', { a: system(untyped({ name: 'shop', owner: undefined })) }],
    ['service/no-owner api/service/api', { a: service({ name: 'api', metrics: [] }) }],
    ['definition/undefined-reference api/service/api', { a: service(untyped({ name: 'api', owner: undefined })) }],
    ['service/port api/service/api', { a: service({ name: 'api', owner: web, scrape: { port: 70_000 } }) }],
    ['slo/objective-out-of-range api/slo/a', { a: wrongSlo({ objective: '100%' }) }],
    ['slo/objective-out-of-range api/slo/a', { a: wrongSlo({ objective: '99,9%' }) }],
    ['slo/total-equals-part api/slo/a', { a: wrongSlo({ sli: events({ total: requests, bad: requests }) }) }],
    ['routing/several estate/routing/routing', { a: routing({ fallback: web.page }), b: routing({ fallback: web.ticket }) }],
    ['definition/undefined-reference estate/routing/routing', { a: routing(untyped({ fallback: undefined })) }],
    [
      'inhibition/no-equal estate/routing/routing',
      { a: routing({ fallback: web.page, inhibit: [inhibit({ while: { service: api }, silence: { team: web }, equal: [] })] }) },
    ],
    ['suppression/unknown estate/suppression/slo/x', { a: suppress(untyped({ code: 'slo/x', at: {}, reason: 'r' })) }],
    ['suppression/no-reason api/service/api', { a: suppress({ code: 'slo/x', at: api, reason: ' ' }), api }],
    ['suppression/until api/service/api', { a: suppress(untyped({ code: 'slo/x', at: api, reason: 'r', until: 'soon' })), api }],
  ];
  test.each(cases)('%s', (code, module) => {
    expect(codes(module)).toContain(code);
  });

  test('a literal secret is refused and never repeated', () => {
    const leaky = team(
      untyped({ name: 'leaky', page: { kind: 'channel', type: 'pagerduty', settings: { routingKey: 'R0UT1NGKEY' } } }),
    );
    const { diagnostics } = resolve({ leaky });
    expect(diagnostics.map(({ code }) => code)).toContain('receiver/secret-literal');
    expect(JSON.stringify(diagnostics.map(({ message, fix }) => [message, fix]))).not.toContain('R0UT1NGKEY');
  });
});

test('all mistakes are told at once', () => {
  const module = { a: team({ name: 'a b' }), timeout: 5, c: service({ name: 'c', metrics: [] }) };
  expect(codes(module).length).toBe(3);
});

test('a part of a definition may be exported beside it', () => {
  const sampling = tail({ keepErrors: true, otherwise: '10%', decideAfter: '10s' });
  const traced = traces({ service: api, propagation: ['tracecontext'], sampling });
  const store = s3({ bucket: 'traces' });
  const exporter = jaeger({ endpoint: 'jaeger:4317' });
  const link = dashboardLink({ to: dashboard({ name: 'a', title: 'A', sections: [] }) });
  expect(codes({ sampling, traced, store, exporter, link, to: files({ to: 'live' }) })).toEqual([]);
});

test('what is referred to belongs to the estate, exported or not, once', () => {
  const { estate } = resolve({ high: threshold(high), again: { high: threshold({ ...high, name: 'Higher' }) } }).value;
  expect(estate.services.map(({ name }) => name)).toEqual(['api']);
  expect(estate.teams.map(({ name }) => name)).toEqual(['web']);
});

test('two objects with one address are an error', () => {
  const twice = { a: service({ name: 'api', owner: web }), b: service({ name: 'api', owner: web }) };
  expect(codes(twice)).toContainEqual(expect.stringMatching(/duplicate.* api\/service\/api/));
});

test('queries keep what an author wrote, with quantities in base units', () => {
  const { estate } = resolve({
    a: threshold({ ...high, above: '85%' }),
    e: environment({ name: 'e', prometheus: prometheus({ version: '3.15' }) }),
  }).value;
  expect(estate.alerts[0]?.query.text).toBe('load_ratio{job="api"} > 0.85');
  expect(promql`${load} > ${'85%'}`.kind).toBe('expr');
});
