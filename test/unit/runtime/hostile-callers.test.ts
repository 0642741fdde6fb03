/** Callers whose types nobody checked: what is wrong is said when the process starts, and costs no request afterwards. */
import {
  cacheMetrics,
  counter,
  cqrsMetrics,
  databaseMetrics,
  gauge,
  histogram,
  httpClientMetrics,
  httpServerMetrics,
  info,
  jobMetrics,
  oneOf,
  stateSet,
  summary,
  text,
  workflowMetrics,
} from 'signalbox/metrics';
import * as runtime from 'signalbox/runtime';
import { instruments, metricsText, registry } from 'signalbox/runtime';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const who = text({ series: 9 });
const metrics = {
  done: counter({ name: 'done_total', help: 'x', exemplars: true }),
  by: counter({ name: 'by_total', help: 'x', labels: { who } }),
  open: gauge({ name: 'open', help: 'x' }),
  openBy: gauge({ name: 'open_by', help: 'x', labels: { who } }),
  took: histogram({ name: 'took_seconds', help: 'x', unit: 'seconds', buckets: [1] }),
  tookBy: histogram({ name: 'took_by_seconds', help: 'x', unit: 'seconds', buckets: [1], labels: { who } }),
  size: summary({ name: 'size_bytes', help: 'x', unit: 'bytes', quantiles: [0.5] }),
  sizeBy: summary({ name: 'size_by_bytes', help: 'x', unit: 'bytes', quantiles: [0.5], labels: { who } }),
  phase: stateSet({ name: 'phase', help: 'x', states: ['up', 'down'] }),
  phaseBy: stateSet({ name: 'phase_by', help: 'x', states: ['up', 'down'], labels: { how: oneOf('ok', 'error') } }),
  build: info({ name: 'build_info', help: 'x', labels: { version: who } }),
};
const broken = () => {
  throw new Error('trap');
};
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const ODD: readonly [string, unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['NaN', Number.NaN],
  ['a number', 5],
  ['a text', 'x'],
  ['a symbol', Symbol('x')],
  ['a function', () => {}],
  ['a list', [1]],
  ['an object without a prototype', Object.create(null)],
  ['a proxy that throws', new Proxy({}, { get: broken, has: broken, ownKeys: broken, getPrototypeOf: broken })],
  ['a proxy that was revoked', revoked.proxy],
  ['a getter that throws', Object.defineProperty({}, 'who', { get: broken, enumerable: true })],
];
let own = registry();
beforeEach(() => {
  own = registry();
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(ODD.map(([what, odd]) => [what, () => odd as never] as const))('%s', (_, make) => {
  test('costs no request wherever an instrument is given it', async () => {
    const m = instruments(metrics, { registry: own, onInvalid: 'count', trace: { getActiveSpan: broken } });
    const odd = make();
    for (const bound of [m.done, m.by.labels(odd), m.open, m.openBy.labels(odd)]) bound.inc(odd);
    for (const bound of [m.open, m.openBy.labels(odd)]) {
      bound.set(odd);
      bound.dec(odd);
    }
    for (const bound of [m.took, m.tookBy.labels(odd), m.size, m.sizeBy.labels(odd)]) bound.observe(odd);
    for (const labelled of [m.by, m.openBy]) labelled.inc(odd, odd);
    for (const labelled of [m.tookBy, m.sizeBy]) labelled.observe(odd, odd);
    for (const one of [m.phase, m.phaseBy, m.build]) one.set(odd);
    for (const one of [m.by, m.openBy, m.tookBy, m.sizeBy, m.phaseBy, m.build]) expect(one.remove(odd)).toBe(false);
    expect(m.tookBy.time(odd, () => 7)).toBe(7);
    expect(await metricsText({ registry: own })).toMatch(/by_total",reason="invalid_labels"\} [1-9]/);
  });

  test('costs no request as a header, a message, a time or a result', async () => {
    const odd = make();
    const options = { registry: own, warn: () => {} };
    vi.stubEnv('NODE_ENV', 'production');
    const { command, event } = runtime.cqrs(cqrsMetrics(), options);
    const run = runtime.jobs(jobMetrics(), options);
    const tracker = runtime.executionTracker(workflowMetrics(), options);
    const record = runtime.statistics(metrics, options);
    vi.unstubAllEnvs();
    expect(runtime.withExtracted(odd, () => 7)).toBe(7);
    expect(runtime.withExtracted({ traceparent: odd, baggage: odd, 'x-correlation-id': odd }, () => 7)).toBe(7);
    expect([runtime.parseBaggage(odd), runtime.parseTraceparent(odd)]).toEqual([{}, undefined]);
    expect(runtime.negotiate(odd)).toBe(runtime.TEXT);
    expect(command({ type: 'Go' }, () => 7)).toBe(7);
    expect(event({ type: 'Gone', occurredAt: odd }, () => 7)).toBe(7);
    expect(run({ job: 'mail', enqueuedAt: odd }, () => 7)).toBe(7);
    tracker.on(broken);
    tracker.on(async () => broken());
    tracker.enqueue({ workflow: 'order' }).fail(odd);
    record.recordCounter(odd, odd, odd);
    record.recordCounter('done', 1, odd);
    record.record(odd);
    expect(tracker.activeCount()).toBe(0);
  });
});

test('a moment that came by JSON is a moment', async () => {
  const { event } = runtime.cqrs(cqrsMetrics(), { registry: own });
  event({ type: 'Gone', occurredAt: new Date(Date.now() - 60_000).toISOString() as never }, () => {});
  expect(await metricsText({ registry: own })).toMatch(/lag_seconds_sum\{[^}]*\} (60|6\d)/);
});

test('a scope ends with nothing said, and a listener that fails is warned of once', () => {
  const scope = runtime.scopes({ registry: own }).beginScope('import');
  expect(scope.endScope(null as never)).toBeGreaterThanOrEqual(0);
  const warn = vi.fn();
  const tracker = runtime.executionTracker(workflowMetrics(), { registry: own, warn });
  tracker.on(broken);
  tracker.enqueue({ workflow: 'order' }).complete();
  return vi.waitFor(() => expect(warn.mock.calls).toEqual([['a listener of executions failed: trap']]));
});

test('a client of HTTP answers what is no URL as fetch does: later, not at once', async () => {
  const client = runtime.httpClient(httpClientMetrics(), { registry: own });
  await expect(client('no url')).rejects.toThrow(TypeError);
  const answered = runtime.httpClient(httpClientMetrics(), { registry: own, fetch: async () => new Response() });
  expect((await answered('http://a/', null as never)).status).toBe(200);
});

const start: Readonly<Record<string, (options: never) => unknown>> = {
  batch: (options) => runtime.batch(options),
  cache: (options) => runtime.cache(cacheMetrics(), options),
  circuitBreaker: (options) => runtime.circuitBreaker(options),
  clusterPrimary: (options) => runtime.clusterPrimary(options),
  clusterWorker: (options) => runtime.clusterWorker(options),
  cqrs: (options) => runtime.cqrs(cqrsMetrics(), options),
  database: (options) => runtime.database(databaseMetrics(), options),
  executionTracker: (options) => runtime.executionTracker(workflowMetrics(), options),
  gracefulShutdown: (options) => runtime.gracefulShutdown(options),
  health: (options) => runtime.health(options),
  httpClient: (options) => runtime.httpClient(httpClientMetrics(), options),
  httpServer: (options) => runtime.httpServer(httpServerMetrics(), options),
  indicator: (options) => runtime.indicator(options),
  instruments: (options) => instruments(metrics, options),
  jobs: (options) => runtime.jobs(jobMetrics(), options),
  logBuffer: (options) => runtime.logBuffer(options),
  logger: (options) => runtime.logger(options),
  metricsHandler: (options) => runtime.metricsHandler(options),
  remediationHandler: (options) => runtime.remediationHandler(options),
  sampler: (options) => runtime.sampler(options),
  samplerOf: (options) => runtime.samplerOf(options),
  samplingProcessor: (options) => runtime.samplingProcessor(options),
  scopes: (options) => runtime.scopes(options),
};
test.each(Object.entries(start))('%s says that null is no options', (name, make) => {
  expect(() => make(null as never)).toThrow(new RegExp(`^${name} takes an object of (options|sampling), not null$`));
});

const into = { batchRecord: () => {} };
const check = () => 'up' as const;
const WRONG: readonly [string, () => unknown, string][] = [
  ['metrics', () => instruments(null as never, { registry: own }), 'instruments takes an object of metric definitions, not null'],
  [
    'a limit',
    () => instruments(metrics, { registry: own, seriesLimit: Number.NaN }),
    'instruments: seriesLimit NaN is no number',
  ],
  [
    'a word',
    () => instruments(metrics, { registry: own, onInvalid: 'thow' as never }),
    'onInvalid "thow" is none of throw, count',
  ],
  ['a batch', () => runtime.batch({ into, everySeconds: Number.NaN }), 'batch: everySeconds NaN is not above zero'],
  ['a capacity', () => runtime.logBuffer({ capacity: Number.NaN }), 'logBuffer: capacity NaN is no number from 1 on'],
  ['a wait', () => runtime.logBuffer({ everyMs: '50' as never }), 'logBuffer: everyMs "50" is no number from 0 on'],
  [
    'an interval',
    () => runtime.subscribe(metrics.done, check, { everySeconds: Number.NaN }),
    'everySeconds NaN is not above zero',
  ],
  ['a metric', () => runtime.subscribe(null as never, check), 'subscribe: null is no metric'],
  ['a kind', () => runtime.indicator({ kind: 'databse' } as never), 'indicator: kind "databse" is none of database, event-store'],
  ['a sampling', () => runtime.samplerOf({ type: 'toString' } as never), 'samplerOf: type "toString" is none of head, tail'],
  ['a route', () => runtime.httpServer(httpServerMetrics(), {} as never), 'httpServer: route is undefined'],
  ['a token', () => runtime.remediationHandler({} as never), 'remediationHandler: the token is no text'],
];
test.each(WRONG)('%s that is none is named when the process starts', (_, make, message) => {
  expect(make).toThrow(message);
});
