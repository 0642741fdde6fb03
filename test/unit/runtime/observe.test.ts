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

test('several services share a process: each with its own port for everything, and without metrics of the process', async () => {
  const metrics = { sold: counter({ name: 'sold_total', help: 'Sold.' }) };
  const written: string[] = [];
  const started = await Promise.all(
    ['shop', 'stock'].map((name) =>
      observe(service({ name, metrics, scrape: { port: 9464 } }), {
        registry: registry(),
        host: '127.0.0.1',
        port: 0,
        processMetrics: false,
        logger: { write: (line) => written.push(line) },
        shutdown: { signals: [], drainSeconds: 0 },
        serve:
          ({ metrics: { sold }, log }) =>
          (request, response) => {
            if (request.url !== '/sell') throw new Error('no such thing');
            sold.inc(2);
            log.info('sold');
            response.end('done');
          },
      }),
    ),
  );
  const [shop, stock] = started.map(({ server }) => `http://127.0.0.1:${addressOf(server).port}`);
  expect(await (await fetch(`${shop}/sell`)).text()).toBe('done');
  expect(JSON.parse(written[0] ?? '') as object).toMatchObject({ component: 'shop', message: 'sold' });
  const scrapes = await Promise.all([shop, stock].map(async (url) => (await fetch(`${url}/metrics`)).text()));
  expect(scrapes.map((text) => /^sold_total (.*)$/m.exec(text)?.[1])).toEqual(['2', '0']);
  expect(scrapes.join('')).not.toContain('process_');
  await expect(fetch(`${shop}/other`)).rejects.toThrow(); // a handler that fails ends its request, not the process
  expect((await fetch(`${shop}/livez`)).status).toBe(200);
  for (const one of started) await one.stop();
});
