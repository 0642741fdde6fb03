import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as api from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { service, tail } from 'signalbox';
import { counter, oneOf } from 'signalbox/metrics';
import { indicator, observe, registry } from 'signalbox/runtime';
import { afterEach, expect, test } from 'vitest';

function addressOf(server: Server | undefined): AddressInfo {
  return server?.address() as AddressInfo; // it listens on a port
}

afterEach(() => {
  api.trace.disable();
  api.context.disable();
  api.propagation.disable();
});

test('one call: instruments, logger, tracing, health and their endpoint, and all of it ends', async () => {
  const metrics = {
    paid: counter({ name: 'paid_total', help: 'Paid.', labels: { by: oneOf('card', 'cash') }, exemplars: true }),
  };
  const shop = service({ name: 'shop', metrics, scrape: { port: 9464 } });
  const written: string[] = [];
  const exporter = new InMemorySpanExporter();
  let isUp = true;
  const observed = await observe(shop, {
    registry: registry(),
    host: '127.0.0.1',
    port: 0,
    health: { checks: { queue: indicator({ kind: 'queue-lag', lag: () => (isUp ? 0 : 5_000) }) }, everySeconds: 0 },
    logger: { write: (line) => written.push(line) },
    tracing: {
      sampling: tail({ keepErrors: true, otherwise: '50%', decideAfter: '10s' }),
      processor: new SimpleSpanProcessor(exporter),
    },
    shutdown: { drainSeconds: 0, signals: [] },
  });
  const at = `http://127.0.0.1:${addressOf(observed.server).port}`;
  api.trace.getTracer('x').startActiveSpan('pay', (span) => {
    observed.metrics.paid.inc({ by: 'card' });
    observed.log.info('paid');
    span.end();
  });
  const scrape = await (await fetch(`${at}/metrics`, { headers: { accept: 'application/openmetrics-text' } })).text();
  const line = JSON.parse(written[0] ?? '') as { trace_id: string };
  expect(line).toMatchObject({ component: 'shop', message: 'paid' });
  expect(scrape).toContain(`paid_total{by="card"} 1 # {trace_id="${line.trace_id}"`);
  expect(scrape).toContain('process_cpu_seconds_total');
  const [span] = exporter.getFinishedSpans();
  expect(span?.resource.attributes['service.name']).toBe('shop');
  expect(span?.attributes).toMatchObject({ 'sampling.kind': 'error-biased', 'sampling.rate': 0.5 });
  expect((await fetch(`${at}/readyz`)).status).toBe(200);
  isUp = false;
  expect((await fetch(`${at}/readyz`)).status).toBe(503);
  expect((await fetch(`${at}/other`)).status).toBe(404);
  expect(await observed.stop()).toBe(0);
  await expect(fetch(`${at}/livez`)).rejects.toThrow();
});
