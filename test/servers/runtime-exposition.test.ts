import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import client from 'prom-client';
import { counter, gauge, histogram, oneOf, text } from 'signalbox/metrics';
import { instruments, metricsHandler, registry } from 'signalbox/runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostAddress } from './stack-support.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { serverSuite } from './support.ts';
import { directoryWith, until } from './telemetry-support.ts';

const HOSTILE = 'a"b\\c\nd} # {é=}';
const metrics = {
  size: histogram({
    name: 'size_bytes',
    help: `Sizes: ${HOSTILE}`,
    unit: 'bytes',
    labels: { path: text() },
    native: true,
    buckets: [],
  }),
  both: histogram({ name: 'both_seconds', help: 'Both.', unit: 'seconds', buckets: [0.5, 1], native: true, exemplars: true }),
  requests: counter({ name: 'requests_total', help: 'Requests.', labels: { code: oneOf('2xx', '5xx') }, exemplars: true }),
  depth: gauge({ name: 'depth', help: 'Depth.', labels: { queue: text() } }),
};
const SPAN = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };

await serverSuite('prometheus', 'what a real Prometheus reads of us', () => {
  let prometheus: RunningServer | undefined;
  let files: Awaited<ReturnType<typeof directoryWith>> | undefined;
  let server: Server | undefined;

  beforeAll(async () => {
    const own = registry();
    const m = instruments(metrics, { registry: own, trace: { getActiveSpan: () => ({ spanContext: () => SPAN }) } });
    for (let value = 1; value <= 1000; value++) m.size.observe({ path: HOSTILE }, value);
    for (const value of [-3, 0, 0.25, 0.75, 2]) m.both.observe(value);
    m.requests.inc({ code: '5xx' }, 7);
    m.depth.set({ queue: HOSTILE }, -2.5);
    const theirs = new client.Histogram({ name: 'theirs_seconds', help: 'x', buckets: [1, 2], registers: [] });
    own.registerMetric(theirs as never);
    theirs.observe(1.5);
    const host = await hostAddress();
    server = createServer(metricsHandler({ registry: own }));
    await new Promise<void>((done) => server?.listen(0, host, done));
    const target = `host.docker.internal:${(server.address() as AddressInfo).port}`;
    const job = (name: string, native: boolean) => ({
      job_name: name,
      scrape_interval: '1s',
      scrape_timeout: '1s',
      scrape_native_histograms: native,
      static_configs: [{ targets: [target] }],
    });
    const config = { scrape_configs: [job('protobuf', true), job('openmetrics', false)] }; // JSON is YAML
    files = await directoryWith({ 'prometheus.yml': JSON.stringify(config) });
    prometheus = await startServer({
      server: 'prometheus',
      ports: [9090],
      mounts: { '/config': files.path },
      tmpfs: { '/prometheus': 'uid=65534,gid=65534' },
      command: ['--config.file=/config/prometheus.yml', '--storage.tsdb.path=/prometheus', '--enable-feature=exemplar-storage'],
      ready: { port: 9090, path: '/-/ready' },
    });
  }, 90_000);
  afterAll(async () => {
    await prometheus?.stop();
    server?.closeAllConnections();
    server?.close();
    await files?.remove();
  });

  async function api(path: string): Promise<{ readonly data: unknown }> {
    const answer = await fetch(`${prometheus?.address(9090)}/api/v1/${path}`, { signal: AbortSignal.timeout(5_000) });
    return (await answer.json()) as { data: unknown };
  }
  async function value(query: string): Promise<number | undefined> {
    const { data } = (await api(`query?query=${encodeURIComponent(query)}`)) as {
      data: { result: readonly { value: readonly [number, string] }[] };
    };
    return data.result.length === 1 ? Number(data.result[0]?.value[1]) : undefined;
  }
  const soon = (query: string) => until(20, () => value(query));

  test.each(['protobuf', 'openmetrics'])('%s is scraped whole, hostile values and help texts too', async (job) => {
    expect(await soon(`up{job="${job}"} == 1`)).toBe(1);
    expect(await soon(`requests_total{job="${job}",code="5xx"}`)).toBe(7);
    expect(await soon(`depth{job="${job}",queue=${JSON.stringify(HOSTILE)}}`)).toBe(-2.5);
    const { data } = await api('metadata?metric=size_bytes');
    expect(JSON.stringify(data)).toContain(JSON.stringify(HOSTILE).slice(1, -1));
  });

  test('native histograms arrive as such: count, sum and quantiles within their resolution', async () => {
    const of = `size_bytes{job="protobuf"}`;
    expect(await soon(`histogram_count(${of})`)).toBe(1000);
    expect(await soon(`histogram_sum(${of})`)).toBe(500_500);
    expect(Math.abs(((await soon(`histogram_quantile(0.9, ${of})`)) ?? 0) / 900 - 1)).toBeLessThan(0.045);
    expect(await soon(`histogram_fraction(-10, 0, both_seconds{job="protobuf"})`)).toBeCloseTo(0.3, 5); // -3, and half of what is zero
    expect(await soon(`histogram_count(both_seconds{job="protobuf"})`)).toBe(5);
  });

  test('where native ones are not scraped the classic buckets are, and a histogram of prom-client in both', async () => {
    expect(await soon(`both_seconds_bucket{job="openmetrics",le="0.5"}`)).toBe(3);
    expect(await soon(`size_bytes_count{job="openmetrics"}`)).toBe(1000);
    for (const job of ['protobuf', 'openmetrics']) expect(await soon(`theirs_seconds_bucket{job="${job}",le="2.0"}`)).toBe(1);
  });

  test('exemplars of counters and histograms are stored with their trace', async () => {
    const found = await until(10, async () => {
      const { data } = await api(`query_exemplars?query=requests_total&start=${Date.now() / 1000 - 60}&end=${Date.now() / 1000}`);
      return JSON.stringify(data).includes(SPAN.traceId) ? data : undefined;
    });
    expect(found).toBeDefined();
  });
});
