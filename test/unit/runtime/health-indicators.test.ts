import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CircuitOpenError, circuitBreaker, type HealthPolicy, health, indicator, metricsText, registry } from 'signalbox/runtime';
import { describe, expect, test, vi } from 'vitest';

const waiting = (milliseconds: number) => () => new Promise((done) => setTimeout(done, milliseconds));
const seconds = (ago: number) => () => new Date(Date.now() - ago * 1000);

describe('indicators are up, degraded and down by their limits', () => {
  test.each([
    ['database', indicator({ kind: 'database', ping: () => 1 }), 'healthy'],
    ['database', indicator({ kind: 'database', ping: waiting(30), warning: 0.01, critical: 20 }), 'degraded'],
    ['database', indicator({ kind: 'database', ping: waiting(30), warning: 0.001, critical: 0.01 }), 'unhealthy'],
    ['database', indicator({ kind: 'database', ping: () => Promise.reject(new Error('refused')) }), 'refused'],
    ['event-store', indicator({ kind: 'event-store', ping: waiting(30), warning: 0.01, critical: 20 }), 'degraded'],
    ['cache', indicator({ kind: 'cache', ping: () => 1 }), 'healthy'],
    ['queue-lag', indicator({ kind: 'queue-lag', lag: () => 99 }), 'healthy'],
    ['queue-lag', indicator({ kind: 'queue-lag', lag: async () => 100 }), 'degraded'],
    ['queue-lag', indicator({ kind: 'queue-lag', lag: () => 5, warning: 2, critical: 5 }), 'unhealthy'],
    ['queue-lag', indicator({ kind: 'queue-lag', lag: () => Number.NaN }), 'unhealthy'],
    ['worker-pool', indicator({ kind: 'worker-pool', pool: () => ({ busy: 9, size: 10 }) }), 'degraded'],
    ['worker-pool', indicator({ kind: 'worker-pool', pool: () => ({ busy: 0, size: 0 }) }), 'unhealthy'],
    ['memory', indicator({ kind: 'memory' }), 'healthy'],
    ['memory', indicator({ kind: 'memory', used: () => 0.97 }), 'unhealthy'],
    ['disk', indicator({ kind: 'disk', path: '/', warning: 0, critical: 2 }), 'degraded'],
    ['disk', indicator({ kind: 'disk', path: '/', warning: 0, critical: 0 }), 'unhealthy'],
    ['projection-freshness', indicator({ kind: 'projection-freshness', newest: seconds(3) }), 'healthy'],
    ['projection-freshness', indicator({ kind: 'projection-freshness', newest: seconds(30) }), 'degraded'],
    ['projection-freshness', indicator({ kind: 'projection-freshness', newest: seconds(300) }), 'unhealthy'],
    ['projection-freshness', indicator({ kind: 'projection-freshness', newest: seconds(300), head: seconds(300) }), 'healthy'],
    ['aggregate-consistency', indicator({ kind: 'aggregate-consistency', inconsistent: () => 0 }), 'healthy'],
    ['aggregate-consistency', indicator({ kind: 'aggregate-consistency', inconsistent: () => 1 }), 'unhealthy'],
  ])('%s %#: %s', async (_, check, wanted) => {
    const { components } = await health({ checks: { it: check }, everySeconds: 0, registry: registry() }).report();
    expect(JSON.stringify(components['it'])).toContain(wanted);
  });

  test('another service by its health endpoint', async () => {
    const server = createServer((request, response) => response.writeHead(request.url === '/ok' ? 200 : 503).end());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const own = health({
      checks: { ok: indicator({ kind: 'http-dependency', url: `${url}/ok` }), bad: indicator({ kind: 'http-dependency', url }) },
      everySeconds: 0,
      registry: registry(),
    });
    try {
      expect((await own.report()).components).toEqual({
        ok: { status: 'healthy' },
        bad: { status: 'unhealthy', detail: 'it answered 503' },
      });
    } finally {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  });

  test('limits that are not in order are refused when the process starts', () => {
    expect(() => indicator({ kind: 'memory', warning: 0.99 })).toThrow('indicator memory: warning 0.99 is above critical 0.95');
  });
});

describe('the whole', () => {
  test.each<[HealthPolicy, string, string]>([
    ['all-up', 'up up up', 'healthy'],
    ['all-up', 'up up degraded', 'degraded'],
    ['all-up', 'up up down', 'unhealthy'],
    ['majority-up', 'up up down', 'degraded'],
    ['majority-up', 'up down', 'unhealthy'],
    ['majority-up', 'up down down', 'unhealthy'],
    ['any-up', 'down down up', 'degraded'],
    ['any-up', 'down down', 'unhealthy'],
  ])('%s of %s is %s', async (policy, states, wanted) => {
    const checks = Object.fromEntries(
      states.split(' ').map((state, index) => [`c${index}`, () => state as 'up' | 'degraded' | 'down']),
    );
    expect((await health({ checks, policy, everySeconds: 0, registry: registry() }).report()).status).toBe(wanted);
  });

  test('probes run on their own schedule, changes are kept, and the metric says what they said', async () => {
    const own = registry();
    const answers = ['up', 'up', 'down', 'degraded'] as const;
    let asked = 0;
    const often = vi.fn(() => answers[Math.min(asked++, 3)]);
    const seldom = vi.fn(() => 'up' as const);
    const subject = health({ checks: { often: { check: often, everySeconds: 0.02 }, seldom }, everySeconds: 60, registry: own });
    await vi.waitFor(() => expect(often.mock.calls.length).toBeGreaterThan(4));
    subject.close();
    expect(seldom).toHaveBeenCalledTimes(1);
    expect(subject.history('often').map(({ status }) => status)).toEqual(['healthy', 'unhealthy', 'degraded']);
    const text = await metricsText({ registry: own });
    expect(text).toContain('component_health_status{component="often",component_health_status="degraded"} 1');
    expect(text).toContain('component_health_status{component="seldom",component_health_status="healthy"} 1');
  });

  test('a service has started once it was not unhealthy, and is never asked again', async () => {
    let isUp = false;
    const check = vi.fn(() => (isUp ? 'up' : 'down') as 'up' | 'down');
    const subject = health({ checks: { db: check }, everySeconds: 0, registry: registry() });
    const server = createServer((request, response) => void subject.handle(request, response));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const status = async (path: string) =>
      (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)).status;
    try {
      expect([await status('/startupz'), await status('/livez'), await status('/readyz')]).toEqual([503, 200, 503]);
      isUp = true;
      expect([await status('/startupz'), await status('/readyz')]).toEqual([200, 200]);
      isUp = false;
      check.mockClear();
      expect(await status('/startupz')).toBe(200);
      expect(check).not.toHaveBeenCalled();
      expect(await status('/readyz')).toBe(503);
    } finally {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  });

  test('with a breaker a component that is down is spared, and tried again later', async () => {
    let clock = 0;
    const check = vi.fn(() => 'down' as 'up' | 'down');
    const breaker = { failures: 2, retryAfterSeconds: 10, now: () => clock };
    const subject = health({ checks: { db: check }, breaker, everySeconds: 0, registry: registry() });
    for (let index = 0; index < 5; index++) expect((await subject.report()).status).toBe('unhealthy');
    expect(check).toHaveBeenCalledTimes(2);
    clock = 10_001;
    check.mockReturnValue('up');
    expect((await subject.report()).status).toBe('healthy');
  });
});

test('a circuit opens after failures in a row, lets one through after a while, and closes when that works', async () => {
  let clock = 0;
  const circuit = circuitBreaker({ failures: 2, retryAfterSeconds: 30, now: () => clock });
  const fail = () => circuit.run(() => Promise.reject(new Error('down')));
  await expect(fail()).rejects.toThrow('down');
  expect([circuit.state(), circuit.check().status]).toEqual(['closed', 'healthy']);
  await expect(fail()).rejects.toThrow('down');
  await expect(fail()).rejects.toThrow(CircuitOpenError);
  expect([circuit.state(), circuit.check().status]).toEqual(['open', 'unhealthy']);
  clock = 30_000;
  expect([circuit.state(), circuit.check().status]).toEqual(['half-open', 'degraded']);
  const slow = circuit.run(() => new Promise((done) => setTimeout(() => done(1), 20)));
  await expect(circuit.run(() => 2)).rejects.toThrow(CircuitOpenError); // one at a time
  expect(await slow).toBe(1);
  expect(circuit.state()).toBe('closed');
});

test('a trial that never settles is given up on, and what was begun before the circuit opened closes nothing', async () => {
  let clock = 0;
  const circuit = circuitBreaker({ failures: 1, retryAfterSeconds: 30, trialSeconds: 5, now: () => clock });
  let answer = (_: unknown) => {};
  const early = circuit.run(() => new Promise((done) => (answer = done)));
  await expect(circuit.run(() => Promise.reject(new Error('down')))).rejects.toThrow('down');
  answer('late');
  await early;
  expect(circuit.state()).toBe('open');
  clock = 30_000;
  let hung = (_: unknown) => {};
  const trial = circuit.run(() => new Promise((done) => (hung = done)));
  expect(circuit.state()).toBe('open');
  clock = 35_000;
  expect(circuit.state()).toBe('half-open');
  await expect(circuit.run(() => Promise.reject(new Error('still down')))).rejects.toThrow('still down');
  hung('of the trial before');
  await trial;
  expect(circuit.state()).toBe('open');
  clock = 65_000;
  expect(await circuit.run(() => 'up')).toBe('up');
  expect(circuit.state()).toBe('closed');
});

test.each([0, -1, 1.5, Number.NaN])('a circuit that opens after %d failures says so', (failures) => {
  expect(() => circuitBreaker({ failures })).toThrow(`failures ${failures} is no number of failures from 1 on`);
  expect(() => circuitBreaker({ trialSeconds: failures === 1.5 ? Number.NaN : failures })).toThrow(
    /trialSeconds .* is not above zero/,
  );
});
