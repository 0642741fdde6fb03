import { instruments, metricsText, registry } from 'signalbox/runtime';
import { describe, expect, test } from 'vitest';
import * as metrics from './fixtures.ts';

const lines = async (from: ReturnType<typeof registry>, start: string) =>
  (await metricsText({ registry: from })).split('\n').filter((line) => line.startsWith(start));

describe('what is recorded', () => {
  test('a counter of closed labels is there at zero and grows where it is told to', async () => {
    const own = registry();
    const m = instruments(metrics, { registry: own });
    expect(await lines(own, 'http_requests_total')).toHaveLength(4);
    m.requests.inc({ code: '5xx', method: 'POST' });
    m.requests.labels({ method: 'POST', code: '5xx' }).inc(2);
    expect(await lines(own, 'http_requests_total')).toContain('http_requests_total{code="5xx",method="POST"} 3');
    expect(await lines(own, 'http_requests_total')).toContain('http_requests_total{code="2xx",method="GET"} 0');
  });

  test('open labels and labelled gauges say nothing before they are used', async () => {
    const own = registry();
    const m = instruments(metrics, { registry: own });
    expect(await lines(own, 'route_requests_total')).toEqual([]);
    expect(await lines(own, 'queue_depth')).toEqual([]);
    expect(await lines(own, 'connections')).toEqual(['connections 0']);
    m.queueDepth.set({ queue: 'a"b\\c\nd' }, -2);
    expect(await lines(own, 'queue_depth')).toEqual(['queue_depth{queue="a\\"b\\\\c\\nd"} -2']);
  });

  test('buckets are sorted, cumulative and inclusive', async () => {
    const own = registry();
    const m = instruments(metrics, { registry: own });
    for (const seconds of [0.25, 0.3, 0.6, 5]) m.duration.observe({ route: '/' }, seconds);
    expect(await lines(own, 'http_request_duration_seconds')).toEqual([
      'http_request_duration_seconds_bucket{route="/",le="0.25"} 1',
      'http_request_duration_seconds_bucket{route="/",le="0.5"} 2',
      'http_request_duration_seconds_bucket{route="/",le="1.0"} 3',
      'http_request_duration_seconds_bucket{route="/",le="+Inf"} 4',
      'http_request_duration_seconds_sum{route="/"} 6.15',
      'http_request_duration_seconds_count{route="/"} 4',
    ]);
  });

  test('time observes sync work, promises, and what fails', async () => {
    const own = registry();
    const m = instruments(metrics, { registry: own });
    expect(m.work.time(() => 7)).toBe(7);
    expect(await m.work.time(async () => 8)).toBe(8);
    expect(() =>
      m.work.time(() => {
        throw new Error('sync');
      }),
    ).toThrow('sync');
    await expect(m.work.time(() => Promise.reject(new Error('async')))).rejects.toThrow('async');
    expect(await lines(own, 'work_seconds_count')).toEqual(['work_seconds_count 4']);
  });

  test('summary, info and state set', async () => {
    const own = registry();
    const m = instruments(metrics, { registry: own });
    expect(await lines(own, 'body_size_bytes')).toContain('body_size_bytes{quantile="0.5"} NaN');
    for (let value = 1; value <= 100; value++) m.size.observe(value);
    expect(await lines(own, 'body_size_bytes')).toEqual([
      'body_size_bytes{quantile="0.5"} 50',
      'body_size_bytes{quantile="0.99"} 99',
      'body_size_bytes_sum 5050',
      'body_size_bytes_count 100',
    ]);
    m.build.set({ version: '1' });
    m.build.set({ version: '2' });
    expect(await lines(own, 'build_info')).toEqual(['build_info{version="2"} 1']);
    expect(await lines(own, 'phase')).toEqual([]);
    m.phase.set('running');
    expect(await lines(own, 'phase')).toEqual(['phase{phase="starting"} 0', 'phase{phase="running"} 1']);
    m.agentHealth.set({ agent: 'a1', agent_health_status: 'unhealthy' });
    m.agentHealth.set({ agent: 'a1', agent_health_status: 'degraded' });
    expect(await lines(own, 'agent_health_status')).toEqual([
      'agent_health_status{agent="a1",agent_health_status="healthy"} 0',
      'agent_health_status{agent="a1",agent_health_status="degraded"} 1',
      'agent_health_status{agent="a1",agent_health_status="unhealthy"} 0',
    ]);
  });
});

describe('what is refused', () => {
  const loose = (m: unknown) => m as Record<string, Record<string, (...values: unknown[]) => unknown>>;
  const MISTAKES: readonly [string, (m: ReturnType<typeof loose>) => unknown, RegExp][] = [
    ['NaN', (m) => m['cpuSeconds']!['inc']!(Number.NaN), /cannot grow by NaN/],
    ['a negative increment', (m) => m['requests']!['inc']!({ code: '2xx', method: 'GET' }, -1), /cannot grow by -1/],
    ['text where a number belongs', (m) => m['cpuSeconds']!['inc']!('5'), /cannot grow by "5"/],
    ['infinity in a histogram', (m) => m['work']!['observe']!(Number.POSITIVE_INFINITY), /cannot observe Infinity/],
    ['a NaN gauge', (m) => m['connections']!['set']!(Number.NaN), /cannot be NaN/],
    ['a missing label', (m) => m['requests']!['inc']!({ code: '2xx' }), /"method" is missing/],
    ['no labels', (m) => m['requests']!['inc']!(), /labels code, method missing/],
    ['an undeclared label', (m) => m['requests']!['inc']!({ code: '2xx', method: 'GET', a: 'b' }), /"a" is not declared/],
    ['a value outside the set', (m) => m['requests']!['inc']!({ code: '200', method: 'GET' }), /"code" cannot be "200"/],
    ['a number as label value', (m) => m['byRoute']!['inc']!({ route: 7, code: '2xx' }), /"route" cannot be 7/],
    ['an unknown state', (m) => m['phase']!['set']!('stopped'), /"stopped" is none of starting, running/],
  ];

  test.each(MISTAKES)('%s throws while developing', (_, mistake, message) => {
    expect(() => mistake(loose(instruments(metrics, { registry: registry(), onInvalid: 'throw' })))).toThrow(message);
  });

  test.each(MISTAKES)('%s is counted in production, and changes no series', async (_, mistake) => {
    const own = registry();
    const m = loose(instruments(metrics, { registry: own, onInvalid: 'count' }));
    const before = (await metricsText({ registry: own })).split('\n');
    expect(() => mistake(m)).not.toThrow();
    const after = (await metricsText({ registry: own })).split('\n');
    const changed = after.filter((line) => !before.includes(line));
    expect(changed).toHaveLength(1);
    expect(changed[0]).toMatch(/^signalbox_dropped_observations_total\{.*\} 1$/);
  });

  test('a metric no server would take, and a second metric of the same name', () => {
    const own = registry();
    const le = { ...metrics.work, labels: { le: { kind: 'label' } } };
    expect(() => instruments({ le }, { registry: own })).toThrow(/"le" cannot be a label of a histogram/);
    instruments({ requests: metrics.requests }, { registry: own });
    expect(() => instruments({ other: { ...metrics.requests, labels: {} } }, { registry: own })).toThrow(/registered already/);
  });
});

describe('series', () => {
  test('past the limit open labels are folded, closed ones kept, and it is counted', async () => {
    const own = registry();
    const m = instruments(metrics, { registry: own, seriesLimit: 2, onInvalid: 'throw' });
    for (const route of ['/a', '/b', '/c', '/d']) m.byRoute.inc({ route, code: route === '/d' ? '5xx' : '2xx' });
    expect(await lines(own, 'route_requests_total')).toEqual([
      'route_requests_total{route="/a",code="2xx"} 1',
      'route_requests_total{route="/b",code="2xx"} 1',
      'route_requests_total{route="__overflow__",code="2xx"} 1',
      'route_requests_total{route="__overflow__",code="5xx"} 1',
    ]);
    expect(await lines(own, 'signalbox_dropped_observations_total{metric="route_requests_total"')).toContain(
      'signalbox_dropped_observations_total{metric="route_requests_total",reason="series_limit"} 2',
    );
  });

  test('closed sets are never folded', async () => {
    const own = registry();
    instruments(metrics, { registry: own, seriesLimit: 1 });
    expect(await lines(own, 'http_requests_total')).toHaveLength(4);
  });

  test('a caller that changes its label object afterwards renames nothing', async () => {
    const own = registry();
    const m = instruments(metrics, { registry: own });
    const labels = { queue: 'a' };
    m.queueDepth.set(labels, 1);
    labels.queue = 'b';
    m.queueDepth.set({ queue: 'a' }, 5);
    expect(await lines(own, 'queue_depth')).toEqual(['queue_depth{queue="a"} 5']);
  });

  test('values that would share a joined key stay apart', async () => {
    const own = registry();
    const m = instruments(
      { pair: { ...metrics.byRoute, name: 'pair_total', labels: { a: { kind: 'label' }, b: { kind: 'label' } } } },
      { registry: own },
    ) as unknown as { pair: { inc(values: object): void } };
    m.pair.inc({ a: 'x,b:y', b: '' });
    m.pair.inc({ a: 'x', b: 'y' });
    expect(await lines(own, 'pair_total')).toHaveLength(2);
  });

  test('asking again gives the same instrument', () => {
    const own = registry();
    expect(instruments(metrics, { registry: own }).cpuSeconds).toBe(instruments(metrics, { registry: own }).cpuSeconds);
  });

  test('four labels are found as one to three are', async () => {
    const own = registry();
    const label = { kind: 'label' } as const;
    const wide = { ...metrics.cpuSeconds, name: 'wide_total', labels: { a: label, b: label, c: label, d: label } };
    const m = instruments({ wide }, { registry: own }) as unknown as { wide: { inc(values: object): void } };
    for (let i = 0; i < 3; i++) m.wide.inc({ a: '1', b: '2', c: '3', d: '4' });
    expect(await lines(own, 'wide_total')).toEqual(['wide_total{a="1",b="2",c="3",d="4"} 3']);
  });
});
