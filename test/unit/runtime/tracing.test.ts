import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import * as api from '@opentelemetry/api';
import { startTracing, type TracingOptions } from 'signalbox/runtime';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  api.trace.disable();
  api.context.disable();
  api.propagation.disable();
});

/** How one span arrives at a collector. */
async function sent(options: Partial<TracingOptions>): Promise<{ encoding: string | undefined; body: Buffer }> {
  const collector = createServer();
  await new Promise<void>((listening) => collector.listen(0, '127.0.0.1', listening));
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const arrived = once(collector, 'request') as Promise<[IncomingMessage, { end(text: string): void }]>;
  const tracing = await startTracing({ service: 'shop', endpoint, ...options });
  api.trace.getTracer('x').startSpan('pay').end();
  const stopped = tracing.stop();
  const [request, response] = await arrived;
  const body = Buffer.concat(await request.toArray());
  response.end('{}');
  await stopped;
  collector.close();
  return { encoding: request.headers['content-encoding'], body };
}

test('spans are sent compressed', async () => {
  const { encoding, body } = await sent({});
  expect(encoding).toBe('gzip');
  expect(gunzipSync(body).toString()).toContain('"name":"pay"');
});

test('not where that is asked for, here or in the environment', async () => {
  expect((await sent({ compression: 'none' })).encoding).toBeUndefined();
  api.trace.disable();
  vi.stubEnv('OTEL_EXPORTER_OTLP_COMPRESSION', 'none');
  const { encoding, body } = await sent({});
  expect(encoding).toBeUndefined();
  expect(body.toString()).toContain('"name":"pay"');
});
