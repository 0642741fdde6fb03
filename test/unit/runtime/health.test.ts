import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gracefulShutdown, type HealthCheck, health, metricsText, registry } from 'signalbox/runtime';
import { afterEach, expect, test } from 'vitest';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function serve(checks: Record<string, HealthCheck>) {
  const own = registry();
  const kit = health({ checks, timeoutSeconds: 0.05, everySeconds: 0, registry: own });
  const server = createServer((request, response) => {
    void kit.handle(request, response).then((handled) => handled || setTimeout(() => response.end('slow'), 50));
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const get = async (path: string) => {
    const response = await fetch(url + path, { headers: { connection: 'close' } });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { kit, server, url, get, own };
}

test('degraded is ready, unhealthy is not, and being alive depends on neither', async () => {
  let redis: 'degraded' | 'unhealthy' = 'degraded';
  const { get, own } = await serve({ redis: () => redis, disk: async () => undefined });
  expect(await get('/readyz?verbose')).toEqual({
    status: 200,
    body: { status: 'degraded', components: { redis: { status: 'degraded' }, disk: { status: 'healthy' } } },
  });
  redis = 'unhealthy';
  expect((await get('/health')).status).toBe(503);
  expect((await get('/livez')).status).toBe(200);
  expect(await metricsText({ registry: own })).toContain(
    'component_health_status{component="redis",component_health_status="unhealthy"} 1',
  );
});

test('a check that throws or hangs is unhealthy, with the reason', async () => {
  const { kit } = await serve({
    throws: () => {
      throw new Error('refused');
    },
    hangs: () => new Promise(() => {}),
    says: () => ({ status: 'degraded', detail: 'lagging' }),
  });
  expect((await kit.report()).components).toEqual({
    throws: { status: 'unhealthy', detail: 'refused' },
    hangs: { status: 'unhealthy', detail: 'no answer within 0.05 s' },
    says: { status: 'degraded', detail: 'lagging' },
  });
});

test('shutdown: not ready, work in hand is finished, hooks run in order, a failing one sets the code', async () => {
  const { kit, server, url, get } = await serve({});
  const seen: string[] = [];
  const hooks = [
    () => {
      seen.push('first');
      throw new Error('hook');
    },
    () => void seen.push('second'),
  ];
  const shutdown = gracefulShutdown({ servers: [server], health: kit, drainSeconds: 0.1, timeoutSeconds: 2, hooks, signals: [] });
  const inHand = fetch(`${url}/work`).then((response) => response.text());
  const done = shutdown.now();
  expect((await get('/readyz')).status).toBe(503);
  expect((await get('/livez')).status).toBe(200);
  expect(await inHand).toBe('slow');
  expect(await done).toBe(1);
  expect(await shutdown.now()).toBe(1);
  expect(seen).toEqual(['first', 'second']);
  await expect(fetch(`${url}/livez`)).rejects.toThrow();
});

test('a signal starts it, and dispose takes the handler off', async () => {
  const codes: number[] = [];
  const before = process.listenerCount('SIGUSR2'); // other files run in this process
  const exited = new Promise<void>((resolve) => {
    const shutdown = gracefulShutdown({
      servers: [],
      drainSeconds: 0,
      signals: ['SIGUSR2'],
      exit: (code) => {
        codes.push(code);
        shutdown.dispose();
        resolve();
      },
    });
  });
  process.emit('SIGUSR2');
  await exited;
  expect(codes).toEqual([0]);
  expect(process.listenerCount('SIGUSR2')).toBe(before);
});
