import client from 'prom-client';
import { counter, gauge, oneOf, text } from 'signalbox/metrics';
import { instruments, metricsText, OPEN_METRICS, registry } from 'signalbox/runtime';
import { expect, test, vi } from 'vitest';
import { indexOf, nativeCounts } from '../../../src/runtime/native-buckets.ts';
import * as metrics from './fixtures.ts';

const lines = async (from: Parameters<typeof metricsText>[0], start: string) =>
  (await metricsText(from)).split('\n').filter((line) => line.startsWith(start));

test('one warning past the series limit, however many values explode, and not one increment lost', async () => {
  const own = registry();
  const warn = vi.fn();
  const m = instruments({ byRoute: metrics.byRoute }, { registry: own, seriesLimit: 10, warn });
  for (let index = 0; index < 5_000; index++) m.byRoute.inc({ route: `/${index}`, code: '2xx' });
  expect(warn.mock.calls).toEqual([
    ['metric route_requests_total has its 10 series; open labels are counted as __overflow__ from now on'],
  ]);
  const found = await lines({ registry: own }, 'route_requests_total');
  expect(found).toHaveLength(11);
  expect(found).toContain('route_requests_total{route="__overflow__",code="2xx"} 4990');
});

test('remove takes a series out and frees its place; reset begins anew and bound ones go on', async () => {
  const own = registry();
  const m = instruments(metrics, { registry: own, seriesLimit: 2 });
  m.queueDepth.set({ queue: 'a' }, 1);
  m.queueDepth.set({ queue: 'b' }, 2);
  expect(m.queueDepth.remove({ queue: 'a' })).toBe(true);
  expect(m.queueDepth.remove({ queue: 'a' })).toBe(false);
  m.queueDepth.set({ queue: 'c' }, 3);
  expect(await lines({ registry: own }, 'queue_depth')).toEqual(['queue_depth{queue="b"} 2', 'queue_depth{queue="c"} 3']);
  const kept = m.requests.labels({ code: '5xx', method: 'GET' });
  kept.inc(5);
  m.requests.reset();
  kept.inc();
  expect(await lines({ registry: own }, 'http_requests_total{code="5xx",method="GET"}')).toEqual([
    'http_requests_total{code="5xx",method="GET"} 1',
  ]);
  m.agentHealth.set({ agent: 'a', agent_health_status: 'healthy' });
  expect(m.agentHealth.remove({ agent: 'a', agent_health_status: 'degraded' })).toBe(true);
  expect(await lines({ registry: own }, 'agent_health_status')).toEqual([]);
  m.connections.set(7);
  m.connections.reset();
  expect(await lines({ registry: own }, 'connections')).toEqual(['connections 0']);
});

const depth = gauge({ name: 'depth', help: 'x', labels: { queue: text() } });
const broken = gauge({ name: 'broken', help: 'x' });

test.each([
  ['our registry', () => registry()],
  ["prom-client's", () => new client.Registry()],
])('collectors are asked at each scrape of %s, and one that fails is counted and does not fail it', async (_, make) => {
  const own = make();
  const warn = vi.fn();
  let asked = 0;
  instruments(
    { depth, broken },
    {
      registry: own,
      warn,
      collect: {
        depth: async (instrument) => {
          await new Promise((done) => setTimeout(done, 1));
          instrument.set({ queue: 'mail' }, ++asked);
        },
        broken: () => {
          throw new Error('no connection');
        },
      },
    },
  );
  await own.metrics();
  const found = await own.metrics();
  expect(found).toContain('depth{queue="mail"} 2');
  expect(found).toContain('broken 0');
  expect(await own.metrics()).toContain('signalbox_dropped_observations_total{metric="broken",reason="collect_failed"}');
  expect(warn.mock.calls).toEqual([['metric broken could not be collected: no connection']]);
});

test('a counter shows the latest trace that was kept', async () => {
  const own = registry();
  const failures = counter({ name: 'failures_total', help: 'x', labels: { code: oneOf('a', 'b') }, exemplars: true });
  let traceFlags = 1;
  const span = () => ({ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags });
  const m = instruments({ failures }, { registry: own, trace: { getActiveSpan: () => ({ spanContext: span }) } });
  m.failures.inc({ code: 'a' }, 2);
  traceFlags = 0;
  m.failures.inc({ code: 'b' });
  const [a, b] = await lines({ registry: own, format: OPEN_METRICS }, 'failures_total');
  expect(a).toMatch(
    /^failures_total\{code="a"\} 2 # \{trace_id="0af7651916cd43dd8448eb211c80319c",span_id="b7ad6b7169203331"\} 2 \d/,
  );
  expect(b).toBe('failures_total{code="b"} 1');
});

test('native buckets: each value falls where its bounds say, and resolution halves rather than growing', () => {
  for (let schema = -4; schema <= 8; schema++) {
    for (const value of [1e-9, 0.1, 0.5, 1, 2 ** 0.125, 3, 1024, 1e12]) {
      const index = indexOf(value, schema);
      expect(value).toBeLessThanOrEqual(2 ** (index / 2 ** schema));
      expect(value).toBeGreaterThan(2 ** ((index - 1) / 2 ** schema));
    }
  }
  const counts = nativeCounts();
  for (let exponent = -100; exponent < 100; exponent++)
    for (let part = 0; part < 10; part++) counts.add(2 ** (exponent + part / 10));
  for (let count = 0; count < 3; count++) counts.add(0);
  expect(counts.positive.size).toBeLessThanOrEqual(160);
  expect([...counts.positive.values()].reduce((sum, count) => sum + count, 0)).toBe(2000);
  expect([counts.zeroCount, counts.schema]).toEqual([3, -1]);
});
