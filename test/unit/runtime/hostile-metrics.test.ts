import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { counter, gauge, histogram, oneOf, stateSet, summary, text } from 'signalbox/metrics';
import { instruments, metricsHandler, metricsText, registry } from 'signalbox/runtime';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const metrics = {
  done: counter({ name: 'done_total', help: 'x' }),
  open: gauge({ name: 'open', help: 'x' }),
  took: histogram({ name: 'took_seconds', help: 'x', unit: 'seconds', buckets: [1] }),
  size: summary({ name: 'size_bytes', help: 'x', unit: 'bytes', quantiles: [0.5] }),
  phase: stateSet({ name: 'phase', help: 'x', states: ['up', 'down'] }),
  by: counter({ name: 'by_total', help: 'x', labels: { who: text({ series: 9 }), how: oneOf('ok', 'error') } }),
};
const circular: Record<string, unknown> = {};
circular['self'] = circular;
const ODD: readonly [string, unknown][] = [
  ['a symbol', Symbol('x')],
  ['an object without a prototype', Object.create(null)],
  ['a BigInt', 10n],
  ['a circle', circular],
  ['a toJSON that throws', { toJSON: () => Object.keys(null as never) }],
];
let own = registry();
beforeEach(() => {
  own = registry();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe.each(ODD.map(([what, odd]) => [what, () => odd as never] as const))('%s', (_, make) => {
  test('is counted as refused wherever it is given', async () => {
    const odd = make();
    const m = instruments(metrics, { registry: own, onInvalid: 'count' });
    m.done.inc(odd);
    m.open.set(odd);
    m.open.inc(odd);
    m.open.dec(odd);
    m.took.observe(odd);
    m.size.observe(odd);
    m.phase.set(odd);
    m.by.inc({ who: odd, how: 'ok' });
    m.by.inc({ who: 'a', how: odd });
    const text = await metricsText({ registry: own });
    for (const [metric, count] of Object.entries({ done_total: 1, open: 3, took_seconds: 1, size_bytes: 1, phase: 1 }))
      expect(text).toContain(`{metric="${metric}",reason="invalid_value"} ${count}`);
    expect(text).toContain('{metric="by_total",reason="invalid_labels"} 2');
  });

  test('is named where it is refused', () => {
    const m = instruments(metrics, { registry: own, onInvalid: 'throw' });
    expect(() => m.by.inc({ who: make(), how: 'ok' })).toThrow(/label "who" cannot be/);
    expect(() => m.open.inc(make())).toThrow(/a gauge cannot be/);
  });
});

test('half a character in a label is what every server makes of it, and one series', async () => {
  const m = instruments(metrics, { registry: own });
  m.by.inc({ who: 'a\ud800', how: 'ok' });
  m.by.inc({ who: 'a\udc00', how: 'ok' });
  m.by.inc({ who: 'a\ufffd', how: 'ok' });
  expect(await metricsText({ registry: own })).toContain('by_total{who="a\ufffd",how="ok"} 3');
});

test('a metric without help or labels is refused when the process starts', () => {
  const broken = (change: object) => () => instruments({ x: { ...metrics.done, ...change } as never }, { registry: own });
  expect(broken({ help: undefined })).toThrow('metric done_total has no help');
  expect(broken({ labels: undefined })).toThrow('metric done_total has no labels');
});

describe('collectors', () => {
  test('that throw anything, and a warn that throws, fail no scrape', async () => {
    const collect = () => {
      throw Object.create(null);
    };
    const warn = vi.fn(() => {
      throw new Error('no log');
    });
    instruments(metrics, { registry: own, warn, collect: { open: collect } });
    for (let scrape = 0; scrape < 2; scrape++) expect(await metricsText({ registry: own })).toContain('open 0');
    expect(warn.mock.calls).toEqual([['metric open could not be collected: something that is no text']]);
  });

  test('that hang are not started anew with each scrape, but are once they have ended', async () => {
    vi.useFakeTimers();
    let end = () => {};
    const collect = vi.fn(() => new Promise<void>((done) => (end = done)));
    instruments(metrics, { registry: own, warn: () => {}, collect: { open: collect } });
    const first = metricsText({ registry: own });
    await vi.advanceTimersByTimeAsync(5_000);
    await first;
    await metricsText({ registry: own });
    await metricsText({ registry: own });
    expect(collect).toHaveBeenCalledTimes(1);
    end();
    await vi.advanceTimersByTimeAsync(0);
    void metricsText({ registry: own });
    await vi.advanceTimersByTimeAsync(0);
    expect(collect).toHaveBeenCalledTimes(2);
  });
});

test('why a scrape failed is warned of, and not sent', async () => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const broken = { name: 'x', get: () => Promise.reject(new Error('postgres://me:hunter2@db')) };
  own.registerMetric(broken as never);
  const server = createServer(metricsHandler({ registry: own }));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (let scrape = 0; scrape < 2; scrape++) {
    const response = await fetch(url, { headers: { connection: 'close' } });
    expect([response.status, await response.text()]).toEqual([500, 'The scrape failed; the process has warned of the reason.\n']);
  }
  server.close();
  expect(warned.mock.calls).toEqual([['a scrape failed: postgres://me:hunter2@db', 'SignalboxWarning']]);
});
