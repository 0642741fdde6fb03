import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as api from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { importance, tail } from 'signalbox';
import {
  cacheMetrics,
  cqrsMetrics,
  databaseMetrics,
  httpClientMetrics,
  httpServerMetrics,
  jobMetrics,
  oneOf,
} from 'signalbox/metrics';
import {
  cache,
  correctedCount,
  cqrs,
  currentContext,
  database,
  formatBaggage,
  httpClient,
  httpServer,
  inject,
  jobs,
  type Message,
  messageIds,
  metricsText,
  otelSampler,
  parseBaggage,
  registry,
  type Sampler,
  sampler,
  samplerOf,
  samplingProcessor,
  withContext,
  withExtracted,
} from 'signalbox/runtime';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { randomnessOf } from '../../../src/runtime/traceparent.ts';

const exporter = new InMemorySpanExporter();
let own = registry();

function register(
  options: ConstructorParameters<typeof NodeTracerProvider>[0] = { spanProcessors: [new SimpleSpanProcessor(exporter)] },
) {
  new NodeTracerProvider(options).register();
}
beforeEach(() => {
  own = registry();
  exporter.reset();
});
afterEach(() => {
  api.trace.disable();
  api.context.disable();
  api.propagation.disable();
});

const spans = () => exporter.getFinishedSpans();
const named = (name: string) => spans().find((span) => span.name === name) as ReadableSpan;
const lines = async (start: string) =>
  (await metricsText({ registry: own })).split('\n').filter((line) => line.startsWith(start));

describe('commands, events, queries, aggregates, projections and sagas', () => {
  const metrics = cqrsMetrics({ commands: oneOf('PlaceOrder', 'CancelOrder'), events: oneOf('OrderPlaced') });

  test('a chain from command to event to projection keeps its ids, its trace and its counts', async () => {
    register();
    const c = cqrs(metrics, { registry: own });
    let published: Message<'OrderPlaced'> | undefined;
    const occurredAt = new Date(Date.now() - 2_000);
    await c.command({ type: 'PlaceOrder', id: 'c1', correlationId: 'r1' }, async () => {
      await c.aggregate(
        { aggregate: 'Order', id: 'o1' },
        async () => ({ events: 12 }),
        ({ events }) => events,
      );
      published = { type: 'OrderPlaced', ...messageIds({ id: 'e1' }) };
      c.event({ ...published, occurredAt }, () =>
        c.projection({ projection: 'orders', position: 7, occurredAt }, () => currentContext()),
      );
    });
    expect(published).toEqual({ type: 'OrderPlaced', id: 'e1', correlationId: 'r1', causationId: 'c1' });
    expect(spans().map(({ name }) => name)).toEqual(['load Order', 'project orders', 'event OrderPlaced', 'command PlaceOrder']);
    expect(new Set(spans().map((span) => span.spanContext().traceId)).size).toBe(1);
    expect(named('event OrderPlaced').attributes).toMatchObject({
      'correlation.id': 'r1',
      'causation.id': 'c1',
      'message.id': 'e1',
    });
    expect(await lines('cqrs_commands_total{command="PlaceOrder",outcome="ok"}')).toEqual([
      'cqrs_commands_total{command="PlaceOrder",outcome="ok"} 1',
    ]);
    expect(await lines('cqrs_aggregate_replayed_events_sum')).toEqual([
      'cqrs_aggregate_replayed_events_sum{aggregate="Order"} 12',
    ]);
    expect(await lines('cqrs_projection_position')).toEqual(['cqrs_projection_position{projection="orders"} 7']);
    const [lag = ''] = await lines('cqrs_projection_lag_seconds');
    expect(Number(lag.split(' ')[1])).toBeCloseTo(2, 1);
  });

  test('failures are counted, recorded and thrown on; a query without an SDK works as well', async () => {
    register();
    const c = cqrs(metrics, { registry: own });
    await expect(c.command({ type: 'CancelOrder' }, () => Promise.reject(new Error('too late')))).rejects.toThrow('too late');
    expect(named('command CancelOrder').status).toEqual({ code: 2, message: 'too late' });
    expect(await lines('cqrs_commands_total{command="CancelOrder",outcome="error"}')).toEqual([
      'cqrs_commands_total{command="CancelOrder",outcome="error"} 1',
    ]);
    api.trace.disable();
    expect(c.query({ type: 'orders' }, () => 42)).toBe(42);
    expect(await lines('cqrs_queries_total')).toEqual(['cqrs_queries_total{query="orders",outcome="ok"} 1']);
  });

  test('a saga ends once', async () => {
    const c = cqrs(metrics, { registry: own });
    const saga = c.saga('Checkout');
    c.saga('Checkout').failed();
    expect(await lines('cqrs_sagas_active')).toEqual(['cqrs_sagas_active{saga="Checkout"} 1']);
    saga.compensated();
    saga.completed();
    expect(await lines('cqrs_sagas_active')).toEqual(['cqrs_sagas_active{saga="Checkout"} 0']);
    expect(await lines('cqrs_sagas_total')).toEqual([
      'cqrs_sagas_total{saga="Checkout",outcome="failed"} 1',
      'cqrs_sagas_total{saga="Checkout",outcome="compensated"} 1',
    ]);
  });
});

describe('HTTP, jobs, queries, caches', () => {
  test('one trace and one correlation id from client to server, by the headers of W3C', async () => {
    register();
    const server = createServer(
      httpServer(httpServerMetrics({ routes: oneOf('/plans/{id}') }), { registry: own, route: () => '/plans/{id}' })(
        (request, response) => {
          if (request.url?.endsWith('/bad')) throw new Error('no such plan');
          response.end(JSON.stringify(currentContext()));
        },
      ),
    );
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const get = httpClient(httpClientMetrics(), { registry: own });
    try {
      const answer = await withContext({ correlationId: 'r2', messageId: 'm1' }, () => get(`${at}/plans/7?token=secret`));
      expect(answer.headers.get('x-correlation-id')).toBe('r2');
      expect(await answer.json()).toMatchObject({ correlationId: 'r2', causationId: 'm1' });
      expect((await get(`${at}/plans/bad`)).status).toBe(500);
      await expect(get('http://127.0.0.1:1/')).rejects.toThrow();
    } finally {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
    const client = spans().find(({ name, kind }) => name.startsWith('GET 127') && kind === 2) as ReadableSpan;
    const served = named('GET /plans/{id}');
    expect(served.spanContext().traceId).toBe(client.spanContext().traceId);
    expect(served.parentSpanContext?.spanId).toBe(client.spanContext().spanId);
    expect(JSON.stringify(spans().map(({ attributes }) => attributes))).not.toContain('secret');
    expect(await lines('http_server_requests_total{method="GET",route="/plans/{id}",code="5xx"}')).toEqual([
      'http_server_requests_total{method="GET",route="/plans/{id}",code="5xx"} 1',
    ]);
    expect(await lines('http_client_requests_total')).toContain(
      'http_client_requests_total{method="GET",host="127.0.0.1:1",code="error"} 1',
    );
    expect(await lines('http_server_active_requests')).toEqual(['http_server_active_requests 0']);
  });

  test('jobs wait, run and try again; queries and lookups are counted by how they end', async () => {
    const run = jobs(jobMetrics(), { registry: own });
    run({ job: 'mail', enqueuedAt: new Date(Date.now() - 3_000), attempt: 2 }, () => 1);
    expect(await lines('job_queue_wait_seconds_bucket{job_name="mail",le="1.0"}')).toEqual([
      'job_queue_wait_seconds_bucket{job_name="mail",le="1.0"} 0',
    ]);
    expect(await lines('job_retries_total')).toEqual(['job_retries_total{job_name="mail"} 1']);
    expect(await lines('jobs_active')).toEqual(['jobs_active{job_name="mail"} 0']);
    const query = database(databaseMetrics(), { registry: own });
    expect(await query({ operation: 'select', table: 'orders' }, async () => 3)).toBe(3);
    expect(await lines('database_queries_total')).toEqual([
      'database_queries_total{operation="select",table="orders",outcome="ok"} 1',
    ]);
    const plans = cache(cacheMetrics(), { registry: own });
    await plans.lookup('plans', () => 'x');
    await plans.lookup('plans', () => undefined);
    await expect(plans.lookup('plans', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect((await lines('cache_lookups_total')).map((line) => line.split('result=')[1])).toEqual([
      '"hit"} 1',
      '"miss"} 1',
      '"error"} 1',
    ]);
  });
});

describe('propagation', () => {
  const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

  test('without an SDK what came in is handed on, with the ids and the baggage', () => {
    const headers = { traceparent: TRACEPARENT, tracestate: 'a=1', baggage: 'tenant=acme%20ltd;p=1, correlation_id=r3' };
    const out = withExtracted(headers, () => withContext({ messageId: 'm3' }, () => inject({ accept: 'x' })));
    expect(out).toEqual({
      accept: 'x',
      traceparent: TRACEPARENT,
      tracestate: 'a=1',
      baggage: 'tenant=acme%20ltd,correlation_id=r3,causation_id=m3',
      'x-correlation-id': 'r3',
    });
  });

  test('ids and headers that could do harm are not taken over', () => {
    const out = withExtracted({ 'x-correlation-id': 'a\nb', traceparent: '00-xyz', baggage: '=x,k k=1,ok=%zz' }, () => inject());
    expect(out).toEqual({});
    expect(parseBaggage('a'.repeat(9_000))).toEqual({});
    expect(formatBaggage({ big: 'x'.repeat(9_000), small: 'ä,;=' })).toBe('small=%C3%A4%2C%3B%3D');
  });
});

const RULES = [{ name: 'gold', where: { tier: 'gold' }, keep: '80%' }] as const;

describe('samplers in a real SDK', () => {
  const work = (isError = false) => {
    const tracer = api.trace.getTracer('x');
    tracer.startActiveSpan('outer', (outer) => {
      tracer.startActiveSpan('inner', (inner) => {
        if (isError) inner.setStatus({ code: 2 });
        inner.end();
      });
      outer.end();
    });
  };

  test('the rate is on every span that was kept, so counts can be corrected', () => {
    register({
      spanProcessors: [new SimpleSpanProcessor(exporter)],
      sampler: otelSampler(sampler({ kind: 'rate-limited', perSecond: 1, now: () => 0 })),
    });
    for (let index = 0; index < 5; index++) work();
    expect(spans().map(({ name, attributes }) => [name, attributes['sampling.rate'], attributes['sampling.kind']])).toEqual([
      ['inner', 1, 'rate-limited'],
      ['outer', 1, 'rate-limited'],
    ]);
  });

  test('half of them, corrected, are about all of them', () => {
    register({
      spanProcessors: [new SimpleSpanProcessor(exporter)],
      sampler: otelSampler(sampler({ kind: 'ratio', ratio: 0.5 })),
    });
    for (let index = 0; index < 2_000; index++) work();
    expect(spans().length).toBeLessThan(2_400);
    const counted = correctedCount(spans().flatMap(({ attributes, name }) => (name === 'inner' ? [attributes] : [])));
    expect(Math.abs(counted - 2_000)).toBeLessThan(5 * Math.sqrt(2_000)); // five standard errors
  });

  /** What one process starts, handed to the next by headers; both spans of each trace that was kept. */
  function overTwoProcesses(subject: Sampler, traces: number) {
    register({ spanProcessors: [new SimpleSpanProcessor(exporter)], sampler: otelSampler(subject) });
    const tracer = api.trace.getTracer('x');
    for (let index = 0; index < traces; index++) {
      const headers = tracer.startActiveSpan('first', (span) => {
        span.end();
        return inject();
      });
      api.context.with(api.ROOT_CONTEXT, () => withExtracted(headers, () => tracer.startSpan('second').end()));
    }
    return (name: string) => spans().filter((span) => span.name === name);
  }

  test.each([
    sampler({ kind: 'ratio', ratio: 0.25 }),
    sampler({ kind: 'importance', rules: [], otherwise: 0.25 }),
    sampler({ kind: 'adaptive', most: 0.25, least: 0.25 }),
  ])('the rate of $kind goes with the trace as a threshold, and the next process counts right by it', (subject) => {
    const named = overTwoProcesses(subject, 2_000);
    for (const span of [...named('first'), ...named('second')]) {
      expect(span.spanContext().traceState?.serialize()).toBe('ot=th:c');
      expect(randomnessOf(span.spanContext().traceId)).toBeGreaterThanOrEqual(0.75); // what a threshold of 0xc0… asks for
    }
    expect(named('second').map(({ attributes }) => attributes)).toEqual(named('second').map(() => ({ 'sampling.rate': 0.25 })));
    expect(Math.abs(correctedCount(named('second').map(({ attributes }) => attributes)) - 2_000)).toBeLessThan(
      5 * Math.sqrt(2_000 * 3),
    );
  });

  test('a rate that is no threshold goes with the trace too', () => {
    let clock = 0;
    const named = overTwoProcesses(sampler({ kind: 'rate-limited', perSecond: 1, now: () => (clock += 250) }), 41);
    expect(named('second').map(({ attributes }) => attributes['sampling.rate'])).toEqual([1, ...Array(10).fill(0.25)]);
    expect(named('second')[1]?.spanContext().traceState?.serialize()).toBe('signalbox=rate:0.25');
    expect(correctedCount(named('second').map(({ attributes }) => attributes))).toBe(41);
  });

  test('where the end decides too, both rates are one', () => {
    const subject = samplerOf(importance({ rules: RULES, otherwise: '50%', decideAfter: '10s' }));
    const processor = samplingProcessor({ sampler: subject, next: new SimpleSpanProcessor(exporter), drop: false });
    register({ spanProcessors: [processor], sampler: otelSampler(subject) });
    const headers = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', tracestate: 'ot=th:c;rv:0,a=b' };
    withExtracted(headers, () => {
      const tracer = api.trace.getTracer('x');
      tracer.startActiveSpan('outer', (outer) => {
        tracer.startSpan('inner', { attributes: { tier: 'gold' } }).end(); // a rule is for any span of the trace
        outer.end();
      });
    });
    expect(spans().map(({ attributes }) => [attributes['sampling.rate'], attributes['sampling.rule']])).toEqual([
      [0.2, 'gold'],
      [0.2, 'gold'],
    ]);
  });

  test.each([true, false])('whole traces are decided at their end, with drop %s', (drop) => {
    const subject = samplerOf(tail({ keepErrors: true, otherwise: '0%', decideAfter: '10s' }));
    const next = new SimpleSpanProcessor(exporter);
    register({ spanProcessors: [samplingProcessor({ sampler: subject, next, drop })], sampler: otelSampler(subject) });
    work();
    work(true);
    const seen = spans().map(({ name, attributes }) => `${name} ${String(attributes['sampling.rule'])}`);
    expect(seen).toEqual([...(drop ? [] : ['inner rest', 'outer rest']), 'inner error', 'outer error']);
  });
});
