import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { counter, text } from 'signalbox/metrics';
import {
  instruments,
  metricsHandler,
  metricsText,
  negotiate,
  OPEN_METRICS,
  processMetrics,
  registry,
  TEXT,
} from 'signalbox/runtime';
import { describe, expect, test } from 'vitest';
import * as metrics from './fixtures.ts';

const SPAN = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };

function filled(span = SPAN) {
  const own = registry();
  const m = instruments(metrics, { registry: own, trace: { getActiveSpan: () => ({ spanContext: () => span }) } });
  m.requests.inc({ code: '2xx', method: 'GET' });
  m.duration.observe({ route: '/' }, 0.3);
  m.build.set({ version: '1.2.3' });
  m.phase.set('running');
  m.size.observe(10);
  return own;
}

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

describe('text', () => {
  test('help is escaped and every family has its type', async () => {
    const text = await metricsText({ registry: filled() });
    expect(text).toContain('# HELP http_requests_total Requests "answered",\\nby code.\n# TYPE http_requests_total counter\n');
    expect(text).toContain('# TYPE phase gauge\n');
    expect(text).not.toContain(SPAN.traceId);
    expect(text.endsWith('\n')).toBe(true);
  });

  test.runIf(hasPromtool)('promtool accepts it', async () => {
    const own = filled();
    await processMetrics({ registry: own });
    const text = await metricsText({ registry: own });
    const judged = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
    const complaints = judged.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('nodejs_'));
    expect(complaints).toEqual([]);
    const broken = spawnSync('promtool', ['check', 'metrics'], {
      input: text.replace('_total counter', '_total gouge'),
      encoding: 'utf8',
    });
    expect(broken.status).not.toBe(0);
  });
});

describe('OpenMetrics', () => {
  test('suffixes, units, types of its own, and the end', async () => {
    const text = await metricsText({ registry: filled(), format: OPEN_METRICS });
    expect(text).toContain('# TYPE http_requests counter\n# HELP http_requests Requests \\"answered\\",\\nby code.\n');
    expect(text).toContain('\nhttp_requests_total{code="2xx",method="GET"} 1\n');
    expect(text).toContain('# TYPE cpu_seconds counter\n# UNIT cpu_seconds seconds\n');
    expect(text).toContain('# TYPE build info\n');
    expect(text).toContain('\nbuild_info{version="1.2.3"} 1\n');
    expect(text).toContain('# TYPE phase stateset\n');
    expect(text.endsWith('\n# EOF\n')).toBe(true);
  });

  test('an exemplar beside the bucket it fell into, and only of a sampled trace', async () => {
    const text = await metricsText({ registry: filled(), format: OPEN_METRICS });
    const marked = text.split('\n').filter((line) => line.includes(' # {'));
    expect(marked).toHaveLength(1);
    expect(marked[0]).toMatch(
      /^http_request_duration_seconds_bucket\{route="\/",le="0\.5"\} 1 # \{trace_id="0af7651916cd43dd8448eb211c80319c",span_id="b7ad6b7169203331"\} 0\.3 \d+(\.\d+)?$/,
    );
    const unsampled = await metricsText({ registry: filled({ ...SPAN, traceFlags: 0 }), format: OPEN_METRICS });
    expect(unsampled).not.toContain(' # {');
  });
});

/** Prometheus's own OpenMetrics parser, as `promtool` uses it to backfill; it wants a timestamp on every sample. */
async function backfill(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'openmetrics-'));
  const stamped = text.replaceAll(/^([^#\n]+?)( # \{.*)?$/gm, '$1 1700000000$2');
  const file = join(folder, 'metrics.om');
  await writeFile(file, stamped);
  const { status, stdout, stderr } = spawnSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', file, folder], {
    encoding: 'utf8',
  });
  await rm(folder, { recursive: true });
  return status === 0 ? '' : stdout + stderr;
}

test.runIf(hasPromtool)("Prometheus's parser reads every OpenMetrics sample", async () => {
  const own = filled();
  await processMetrics({ registry: own });
  const text = await metricsText({ registry: own, format: OPEN_METRICS });
  expect(text).toContain(' # {trace_id=');
  expect(await backfill(text)).toBe('');
  expect(await backfill(text.replace('# EOF\n', ''))).not.toBe('');
  expect(await backfill(text.replace('# UNIT cpu_seconds seconds', '# UNIT cpu_seconds bytes'))).not.toBe('');
});

test.each([
  [undefined, TEXT],
  ['*/*', TEXT],
  ['text/plain;version=0.0.4', TEXT],
  ['application/openmetrics-text', OPEN_METRICS],
  ['application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1', OPEN_METRICS],
  ['application/openmetrics-text;q=0.2,text/plain;q=0.9', TEXT],
  ['application/openmetrics-text;q=0', TEXT],
])('Accept %s', (accept, format) => {
  expect(negotiate(accept)).toBe(format);
});

test('the handler answers a scrape in the format asked for', async () => {
  const handler = metricsHandler({ registry: filled() });
  const server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
  const plain = await fetch(url);
  expect(plain.headers.get('content-type')).toBe(TEXT.contentType);
  expect(await plain.text()).toContain('http_requests_total{code="2xx",method="GET"} 1');
  const open = await fetch(url, { headers: { accept: 'application/openmetrics-text' } });
  expect(open.headers.get('content-type')).toBe(OPEN_METRICS.contentType);
  expect(await open.text()).toContain('# EOF');
  expect((await fetch(url, { method: 'POST' })).status).toBe(405);
  await new Promise((resolve) => server.close(resolve));
});

test('a scrape is compressed where the client takes it and there is enough to compress', async () => {
  const own = registry();
  const handler = metricsHandler({ registry: own });
  const server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const asked = async (encoding: string, method = 'GET') => {
    const request = get({ port, host: '127.0.0.1', agent: false, method, headers: { 'accept-encoding': encoding } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return { headers: response.headers, body: Buffer.concat(await response.toArray()) };
  };
  const m = instruments({ open: counter({ name: 'open_total', help: 'x', labels: { path: text() } }) }, { registry: own });
  const small = await asked('gzip');
  expect(small.headers).toMatchObject({ vary: 'accept, accept-encoding', 'content-length': String(small.body.length) });
  expect(small.headers['content-encoding']).toBeUndefined();
  for (let path = 0; path < 500; path++) m.open.inc({ path: `/${path}` });
  const plain = await metricsText({ registry: own });
  for (const encoding of ['gzip', 'br;q=1, gzip;q=0.5', '*', 'GZIP', 'x-gzip']) {
    const { headers, body } = await asked(encoding);
    expect([encoding, headers['content-encoding'], headers['content-length']]).toEqual([encoding, 'gzip', String(body.length)]);
    expect(body.length).toBeLessThan(plain.length / 4);
    expect(gunzipSync(body).toString()).toBe(plain);
  }
  for (const encoding of ['', 'identity', 'br', 'gzip;q=0', 'gzip;q=0, *', 'gzip;q=x']) {
    const { headers, body } = await asked(encoding);
    expect([encoding, headers['content-encoding'], body.toString()]).toEqual([encoding, undefined, plain]);
  }
  const head = await asked('gzip', 'HEAD');
  expect([head.headers['content-encoding'], head.body.length]).toEqual(['gzip', 0]);
  await new Promise((resolve) => server.close(resolve));
});

test('no client library is imported by the core', () => {
  const folder = new URL('../../../src/runtime/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files).toContain('instruments.ts');
  const importing = files.filter((file) =>
    /from '(prom-client|@prometheus-io|@opentelemetry)/.test(readFileSync(new URL(file, folder), 'utf8')),
  );
  expect(importing).toEqual([]);
});
