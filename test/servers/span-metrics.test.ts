import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { collector, environment, fromSpans, nobody, prometheus, routing, service, slo, tail, team, traces } from 'signalbox';
import { text } from 'signalbox/metrics';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileModule } from '../../src/program.ts';
import { openSite, type Site } from './stack-support.ts';
import { requireServer } from './support.ts';
import { until } from './telemetry-support.ts';

const reason = (await requireServer('collector')) ?? (await requireServer('prometheus'));

const shop = service({ name: 'shop', owner: team({ name: 'web' }) });
const spans = traces({
  service: shop,
  propagation: ['tracecontext'],
  attributes: { 'http.route': text() },
  sampling: tail({ keepErrors: false, otherwise: '1%', decideAfter: '1s' }), // next to nothing is kept, and all is counted
});
const about = { service: shop, objective: '99%', window: '1d' } as const;
const definitions = {
  shop,
  spans,
  answered: slo({ ...about, name: 'answered', sli: fromSpans({ of: spans, groupBy: ['http.route'] }) }),
  fast: slo({ ...about, name: 'fast', sli: fromSpans({ of: spans.where({ 'http.route': '/pay' }), under: '1s' }) }),
  routes: routing({ fallback: nobody }),
  here: environment({
    name: 'here',
    prometheus: prometheus({ version: '3.15', retention: '30d', url: 'http://prometheus:9090' }),
    collector: collector({ version: '0.156' }),
  }),
};

function span(route: string, ms: number, options: { readonly failed?: boolean; readonly kind?: number } = {}): object {
  const start = BigInt(Date.now() - 10_000) * 1_000_000n;
  return {
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    name: `GET ${route}`,
    kind: options.kind ?? 2,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + BigInt(ms) * 1_000_000n),
    status: options.failed ? { code: 2 } : {},
    attributes: [{ key: 'http.route', value: { stringValue: route } }],
  };
}

describe.skipIf(reason !== undefined)(`spans that a real collector counts${reason ? ` (${reason})` : ''}`, () => {
  let site: Site | undefined;
  let metrics = '';

  beforeAll(async () => {
    site = await openSite();
    const { artifacts, diagnostics } = compileModule(definitions, '2026-11-21');
    expect(diagnostics.flatMap(({ severity, code, message }) => (severity === 'error' ? [`${code}: ${message}`] : []))).toEqual(
      [],
    );
    const folder = await site.folder();
    const config = artifacts.find(({ kind }) => kind === 'collector-config')?.text ?? '';
    await writeFile(join(folder, 'config.yaml'), config);
    await writeFile(join(folder, 'prometheus.yml'), '{}');
    metrics = await site.start('prometheus', {
      alias: 'prometheus',
      port: 9090,
      mounts: { '/config': folder },
      command: ['--config.file=/config/prometheus.yml', '--web.enable-remote-write-receiver'],
      ready: '/-/ready',
    });
    const otlp = await site.start('collector', {
      alias: 'collector',
      port: 4318,
      mounts: { '/config': folder },
      tmpfs: { '/var/lib/otelcol': 'uid=10001,gid=10001' },
      command: ['--config=/config/config.yaml'],
      ready: '/',
      readyPort: 13133,
    });
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] };
    const sent = [
      ...Array.from({ length: 7 }, () => span('/pay', 40)),
      span('/pay', 40, { failed: true }),
      ...Array.from({ length: 2 }, () => span('/pay', 1_500)),
      span('/cart', 40),
      span('/pay', 40, { kind: 3 }),
    ];
    const answer = await fetch(`${otlp}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: sent }] }] }),
      signal: AbortSignal.timeout(5_000),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }, 120_000);
  afterAll(() => site?.end());

  async function value(query: string): Promise<number | undefined> {
    const answer = await fetch(`${metrics}/api/v1/query?query=${encodeURIComponent(query)}`);
    const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } }; // the API's own form
    const [one] = data.result;
    return one && Number(one.value[1]);
  }

  test('have the names, labels and bounds that the rules ask for', { timeout: 90_000 }, async () => {
    const server = 'service_name="shop", span_kind="SPAN_KIND_SERVER"';
    await until(60, async () => ((await value(`sum(traces_spanmetrics_calls_total{${server}})`)) === 11 ? true : undefined));
    expect(await value(`sum(traces_spanmetrics_calls_total{${server}, http_route="/pay"})`)).toBe(10);
    expect(await value(`sum(traces_spanmetrics_calls_total{${server}, status_code="STATUS_CODE_ERROR"})`)).toBe(1);
    const fast = 'http_route="/pay", status_code!="STATUS_CODE_ERROR", le=~"1(\\\\.0)?"';
    expect(await value(`sum(traces_spanmetrics_duration_seconds_bucket{${server}, ${fast}})`)).toBe(7);
    expect(await value('count(count by (job) (traces_spanmetrics_calls_total))')).toBe(1);
    // agents of several machines count the same service: each writes series of its own
    expect(
      await value('count(count by (collector_instance_id) (traces_spanmetrics_calls_total{collector_instance_id!=""}))'),
    ).toBe(1);
  });

  test('are told apart in the rules by the same selectors', () => {
    const { artifacts } = compileModule(definitions, '2026-11-21');
    const rules = artifacts.filter(({ kind }) => kind === 'prometheus-rules').map(({ text: rule }) => rule);
    expect(rules.join('\n')).toContain(
      'service_name="shop",span_kind="SPAN_KIND_SERVER",http_route="/pay",status_code!="STATUS_CODE_ERROR",le=~"1(',
    );
  });
});
