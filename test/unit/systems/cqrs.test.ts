/** The service of the document, started as `definitions/cqrs/start.ts` does it. */
import * as api from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { registry } from 'signalbox/runtime';
import { afterEach, expect, test } from 'vitest';
import { type Application, start } from '../../../definitions/cqrs/start.ts';
import { tracing } from '../../../definitions/cqrs/traces.ts';
import { ownEstate } from '../../support/own-estate.ts';

const well: Application = {
  ping: { database: async () => 1, eventStore: async () => 1 },
  waiting: { commands: () => 0 },
  eventLag: () => 0.2,
  newestProjected: () => new Date(),
  inconsistent: async () => 0,
};
const AT = ['database', 'event-store', 'memory', 'disk', 'auth-service', 'commands', 'events', 'projections', 'aggregates'];

async function started(application: Application, written: string[] = []) {
  return start(application, {
    registry: registry(),
    host: '127.0.0.1',
    port: 0,
    logger: { write: (line) => written.push(line) },
    tracing: { sampling: tracing.sampling, processor: new SimpleSpanProcessor(new InMemorySpanExporter()) },
    shutdown: { drainSeconds: 0, signals: [] },
  });
}

afterEach(() => {
  api.trace.disable();
  api.context.disable();
  api.propagation.disable();
});

test('starting it starts its health checks, by the names that alerts ask for', async () => {
  const service = await started({ ...well, eventLag: () => 12, inconsistent: async () => 3 });
  const { components } = await service.health.report();
  expect(Object.keys(components)).toEqual(AT);
  expect(components).toMatchObject({
    database: { status: 'healthy' },
    events: { status: 'degraded' },
    aggregates: { status: 'unhealthy' },
  });
  await service.stop();
});

test('what an alert asks for is a check of the service', () => {
  const asked = ownEstate.derived.alerts
    .filter(({ service }) => service.name === 'user-service')
    .flatMap(({ query }) => /component="([\w-]+)"/.exec(query.text)?.[1] ?? []);
  expect(asked.length).toBeGreaterThan(4);
  expect(AT).toEqual(expect.arrayContaining(asked));
});
