import { createRequire } from 'node:module';
import promClient from 'prom-client';
import { instruments, metricsText, OPEN_METRICS, processMetrics, registry } from 'signalbox/runtime';
import { describe, expect, test } from 'vitest';
import * as metrics from './fixtures.ts';

/** Under the names of the first: what differs between them is not used here. */
const require = createRequire(import.meta.url);
const successor = installed(() => require('@prometheus-io/client'));
const CLIENTS = [['prom-client', promClient], ...(successor ? [['@prometheus-io/client', successor] as const] : [])] as const;
if (successor === undefined) console.log('@prometheus-io/client is not installed: only prom-client is tested');

const SPAN = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };
const trace = { getActiveSpan: () => ({ spanContext: () => SPAN }) };

function installed(load: () => unknown): typeof promClient | undefined {
  try {
    return load() as typeof promClient; // it has the same API
  } catch {
    return undefined;
  }
}

/** The same observations through our cells and through prom-client's own metrics. */
function observe(client: typeof promClient, theirs: promClient.Registry, register: promClient.Registry) {
  const m = instruments(metrics, { registry: register, trace });
  const requests = new client.Counter({ ...metrics.requests, help: 'x', labelNames: ['code', 'method'], registers: [theirs] });
  const duration = new client.Histogram({
    name: metrics.duration.name,
    help: 'x',
    labelNames: ['route'],
    buckets: [0.25, 0.5, 1],
    registers: [theirs],
  });
  for (const [code, by] of [
    ['2xx', 3],
    ['5xx', 1],
  ] as const) {
    for (const method of ['GET', 'POST'] as const) {
      m.requests.inc({ code, method }, by);
      requests.inc({ code, method }, by);
    }
  }
  for (const seconds of [0.1, 0.25, 0.3, 0.99, 7]) {
    m.duration.observe({ route: '/a' }, seconds);
    duration.observe({ route: '/a' }, seconds);
  }
  return m;
}

/** Samples without order: label order and how a bound is spelt are the libraries' own choice. */
function samples(text: string, name: string): string[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith(name))
    .map((line) => {
      const [, metric, labels, value] = /^(\w+)\{(.*)\} (\S+)/.exec(line) ?? [];
      return `${metric} ${(labels ?? '').split(',').sort().join(',').replace('.0"', '"')} ${value}`;
    })
    .sort();
}

describe.each(CLIENTS)('in a registry of %s', (_name, client) => {
  test.each(['http_requests_total', 'http_request_duration_seconds'])('%s comes out as its own would', async (name) => {
    const ours = new client.Registry();
    const theirs = new client.Registry();
    observe(client, theirs, ours);
    const expected = samples(await theirs.metrics(), name);
    expect(expected.length).toBeGreaterThan(3);
    expect(samples(await ours.metrics(), name)).toEqual(expected);
    expect(samples(await metricsText({ registry: ours }), name)).toEqual(expected);
    expect(samples(await metricsText({ registry: theirs }), name)).toEqual(expected);
  });

  test('an OpenMetrics registry takes the suffix off and prints the exemplar, scrape after scrape', async () => {
    const ours = new client.Registry();
    (ours as { setContentType(type: string): void }).setContentType(client.Registry.OPENMETRICS_CONTENT_TYPE);
    observe(client, new client.Registry(), ours);
    await ours.metrics();
    const text = await ours.metrics();
    expect(text).toContain('# TYPE http_requests counter');
    expect(text).toContain('http_requests_total{code="5xx",method="GET"} 1');
    expect(text).toMatch(/le="0\.5"\} 3 # \{trace_id="0af7651916cd43dd8448eb211c80319c",span_id="b7ad6b7169203331"\} 0\.3 /);
  });

  test('default labels, JSON, aggregation over a cluster, and reset', async () => {
    const ours = new client.Registry();
    const m = observe(client, new client.Registry(), ours);
    ours.setDefaultLabels({ app: 'shop' });
    expect(await ours.metrics()).toContain('http_requests_total{code="5xx",method="GET",app="shop"} 1');
    expect(await metricsText({ registry: ours })).toContain('http_requests_total{app="shop",code="5xx",method="GET"} 1');
    const json = JSON.parse(JSON.stringify(await ours.getMetricsAsJSON()));
    const both = await client.AggregatorRegistry.aggregate([json, json]).metrics();
    expect(both).toMatch(/http_requests_total\{[^}]*code="5xx",method="GET"[^}]*\} 2/);
    expect(both).toMatch(/http_request_duration_seconds_count\{[^}]*\} 10/);
    ours.resetMetrics();
    m.requests.inc({ code: '5xx', method: 'GET' });
    expect(await ours.metrics()).toContain('http_requests_total{code="5xx",method="GET",app="shop"} 1');
  });
});

describe('process metrics', () => {
  test('in our own registry, in both formats, however often asked', async () => {
    const own = registry();
    expect(await processMetrics({ registry: own })).toBe(true);
    expect(await processMetrics({ registry: own })).toBe(true);
    expect(await metricsText({ registry: own })).toMatch(/^process_cpu_seconds_total \d/m);
    const open = await metricsText({ registry: own, format: OPEN_METRICS });
    expect(open).toContain('# TYPE process_cpu_seconds counter');
    expect(open).toMatch(/^process_cpu_seconds_total \d/m);
  });

  test.each(CLIENTS)('in a registry of %s', async (_name, client) => {
    const theirs = new client.Registry();
    await processMetrics({ registry: theirs, client });
    expect(theirs.getSingleMetric('process_resident_memory_bytes')).toBeDefined();
  });
});
