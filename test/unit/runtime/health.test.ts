import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gracefulShutdown, type HealthCheck, type HealthOptions, health, metricsText, registry } from 'signalbox/runtime';
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

const ODD: [string, unknown][] = [
  ['a word', 'ok'],
  ['a name every object has', 'constructor'],
  ['null', null],
  ['an empty object', {}],
  ['a number', 5],
  ['a list', []],
  ['a status that is none', { status: 'fine', detail: 'x' }],
  ['a getter that throws', Object.defineProperty({}, 'status', { get: () => Object.keys(null as never) })],
];
test.each(ODD)('a check that answers %s is unhealthy', async (_, answered) => {
  const { get } = await serve({ odd: () => answered as never, sound: () => 'up' });
  const { status, body } = await get('/health');
  expect(status).toBe(503);
  expect(body).toEqual({
    status: 'unhealthy',
    components: {
      odd: { status: 'unhealthy', detail: expect.stringMatching(/no health|convert/) },
      sound: { status: 'healthy' },
    },
  });
});

test('a check that throws what is no text is unhealthy, and only a status and a text leave the process', async () => {
  const { get } = await serve({
    throws: () => {
      throw Object.create(null);
    },
    leaks: () => ({ status: 'degraded', detail: 10n, connection: { password: 'hunter2' } }) as never,
    long: () => ({ status: 'degraded', detail: 'x'.repeat(100_000) }),
  });
  expect((await get('/health')).body['components']).toEqual({
    throws: { status: 'unhealthy', detail: 'something that is no text' },
    leaks: { status: 'degraded' },
    long: { status: 'degraded', detail: 'x'.repeat(1_000) },
  });
});

test('only GET and HEAD are answered, and those who ask at once share one check', async () => {
  let asked = 0;
  const { url, get } = await serve({
    counted: async (): Promise<'up'> => {
      asked++;
      await new Promise((done) => setTimeout(done, 30));
      return 'up';
    },
  });
  const posted = await Promise.all(
    ['/livez', '/readyz', '/health', '/startupz'].map((path) => fetch(url + path, { method: 'POST' })),
  );
  expect(posted.map(({ status, headers }) => [status, headers.get('allow')])).toEqual(Array(4).fill([405, 'GET, HEAD']));
  expect(asked).toBe(0);
  await fetch(`${url}/livez`);
  expect((await Promise.all(Array.from({ length: 20 }, () => get('/readyz')))).every(({ status }) => status === 200)).toBe(true);
  expect(asked).toBeLessThan(5);
  const head = await fetch(`${url}/readyz`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('a check that never ends is called once, is late until it ends, and is then asked again', async () => {
  let end = (_: 'up') => {};
  let asked = 0;
  const { kit } = await serve({
    hangs: () => {
      asked++;
      return new Promise<'up'>((done) => (end = done));
    },
  });
  const seen = async () => (await kit.report()).components['hangs'];
  expect(await seen()).toEqual({ status: 'unhealthy', detail: 'no answer within 0.05 s' });
  const late = { status: 'unhealthy', detail: 'no answer within 0.05 s; asked again once that call has ended' };
  for (let probe = 0; probe < 5; probe++) expect(await seen()).toEqual(late);
  expect(asked).toBe(1);
  end('up');
  await new Promise((done) => setTimeout(done));
  const again = seen();
  await new Promise((done) => setTimeout(done));
  end('up');
  expect(await again).toEqual({ status: 'healthy' });
  expect(asked).toBe(2);
});

const WRONG: [string, HealthOptions, string][] = [
  ['a policy there is not', { policy: 'most-up' as never }, 'health: policy "most-up" is none of all-up, majority-up, any-up'],
  ['a policy every object has', { policy: 'constructor' as never }, 'health: policy "constructor" is none of'],
  ['a check that is none', { checks: { db: null as never } }, 'health: the check of db is null: write a function'],
  ['a probe without a check', { checks: { db: {} as never } }, 'health: the check of db is an object'],
  ['no time', { checks: { db: () => 'up' }, timeoutSeconds: Number.NaN }, 'health: timeoutSeconds of db NaN is not above zero'],
  ['no interval', { checks: { db: () => 'up' }, everySeconds: Number.NaN }, 'health: everySeconds of db NaN is not above zero'],
  ['an interval back in time', { checks: { db: { check: () => 'up', everySeconds: -1 } } }, 'everySeconds of db -1 is not'],
  [
    'a text for a time',
    { checks: { db: { check: () => 'up', timeoutSeconds: '2' as never } } },
    'timeoutSeconds of db "2" is not',
  ],
];
test.each(WRONG)('%s is refused when the process starts', (_, options, message) => {
  expect(() => health({ ...options, registry: registry() })).toThrow(message);
});

test('a check of no interval is made when it is asked for, and never in between', async () => {
  let asked = 0;
  const check = () => {
    asked++;
    return 'up' as const;
  };
  const kit = health({ checks: { db: { check, everySeconds: 0 } }, registry: registry() });
  await new Promise((done) => setTimeout(done, 30));
  await kit.report();
  kit.close();
  expect(asked).toBe(1);
});
