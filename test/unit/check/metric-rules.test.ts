import { describe, expect, it } from 'vitest';
import { alert } from '../../../src/alerts/alert.ts';
import { oneOf, text } from '../../../src/authored/label.ts';
import { type AnyMetric, counter, gauge, histogram, info, summary } from '../../../src/authored/metric.ts';
import { promql } from '../../../src/authored/query.ts';
import { redisExporter } from '../../../src/catalogues/redis-exporter.ts';
import { environment, prometheus } from '../../../src/define/environment.ts';
import { service } from '../../../src/define/service.ts';
import { base, codesOf, payments, scraped, withCode } from '../../support/estate.ts';

const help = 'What it is.';
const estate = (...metrics: AnyMetric[]) => ({
  ...base,
  checkout: scraped({ metrics: metrics[0], more: metrics[1] ?? metrics[0] }),
});
/** A name TypeScript would refuse, from a JavaScript author. */
const badCounter = (name: string) => counter({ name: name as `${string}_total`, help });

const bad: readonly [string, AnyMetric, string][] = [
  ['metric/name', gauge({ name: 'threads_total', help }), '_total says that it only grows'],
  ['metric/name', badCounter('requests'), 'does not end in _total'],
  ['metric/name', gauge({ name: 'queueLength', help }), 'not snake_case'],
  ['metric/name', gauge({ name: 'queue:length', help }), 'colon'],
  ['metric/name', gauge({ name: 'queue_count', help }), '_count'],
  ['metric/name', gauge({ name: 'wait_ms', help }), 'counts in seconds'],
  ['metric/name', gauge({ name: 'queue_gauge', help }), 'type, gauge'],
  ['metric/name', gauge({ name: 'memory', help, unit: 'bytes' }), 'measured in bytes'],
  ['metric/name', counter({ name: 'cpu_total', help, unit: 'seconds' }), 'measured in seconds'],
  ['metric/name', gauge({ name: 'memory_bytes', help }), 'says bytes'],
  ['metric/name', info({ name: 'build', help }), '_info'],
  ['metric/percent', gauge({ name: 'cpu_usage_percent', help }), 'name'],
  ['metric/percent', gauge({ name: 'cpu_usage', help: 'CPU in percent.' }), 'help'],
  ['metric/no-help', gauge({ name: 'queue_length', help: ' ' }), 'queue_length'],
  ['metric/reserved-label', gauge({ name: 'queue_length', help, labels: { job: text() } }), 'exported_job'],
  ['metric/reserved-label', gauge({ name: 'queue_length', help, labels: { __x: text() } }), '__x'],
  ['metric/reserved-label', gauge({ name: 'queue_length', help, labels: { 'a-b': text() } }), '"a-b"'],
  ['metric/buckets', histogram({ name: 'a_seconds', help, unit: 'seconds', buckets: [1, 0.5] }), 'stands after 1'],
  ['metric/buckets', histogram({ name: 'a_seconds', help, unit: 'seconds', buckets: [1, 1] }), 'twice'],
  ['metric/buckets', histogram({ name: 'a_seconds', help, unit: 'seconds', buckets: [1, Number.POSITIVE_INFINITY] }), 'Infinity'],
  [
    'metric/buckets',
    histogram({ name: 'a_seconds', help, unit: 'seconds', buckets: Array.from({ length: 51 }, (_, at) => at) }),
    '51',
  ],
  ['metric/cardinality', counter({ name: 'calls_total', help, labels: { user: text({ series: 20_000 }) } }), '20000'],
  [
    'metric/cardinality',
    histogram({
      name: 'a_seconds',
      help,
      unit: 'seconds',
      labels: { a: text(), b: text(), c: text({ series: 20 }) },
      buckets: [1, 2, 3],
    }),
    '12000',
  ],
];
const good: readonly AnyMetric[] = [
  gauge({ name: 'threads', help }),
  gauge({ name: 'heartbeat_timestamp_seconds', help, unit: 'seconds' }),
  gauge({ name: 'cpu_usage_ratio', help, unit: 'ratio' }),
  counter({ name: 'cpu_seconds_total', help, unit: 'seconds' }),
  info({ name: 'build_info', help, labels: { version: text() } }),
  summary({ name: 'wait_seconds', help, unit: 'seconds', quantiles: [0.5, 0.9] }),
  histogram({ name: 'a_seconds', help, unit: 'seconds', labels: { code: oneOf('a', 'b') }, buckets: [0.5, 1] }),
];

describe('rules about metrics', () => {
  it.each(bad)('%s %#', (code, metric, seen) => {
    const [found, ...more] = withCode(estate(metric), code);
    expect(found?.message).toContain(seen);
    expect(found?.at).toBe(`checkout/metric/${metric.name}`);
    expect(found?.fix).toBeTruthy();
    expect(more).toEqual([]);
  });

  it.each(good)('find nothing in $name', (metric) => expect(codesOf(estate(metric))).toEqual([]));

  it('leave the names of a catalogue alone', () => {
    const cache = service({
      name: 'cache',
      owner: payments,
      metrics: redisExporter.pick('redis_connected_clients'),
      scrape: { port: 9121 },
    });
    expect(codesOf({ ...base, cache })).toEqual([]);
  });

  it.each([
    ['type', counter({ name: 'queue_total', help }), gauge({ name: 'queue_total', help }), 'error'],
    ['unit', gauge({ name: 'q', help }), gauge({ name: 'q', help, unit: 'bytes' }), 'error'],
    ['labels', gauge({ name: 'q', help }), gauge({ name: 'q', help, labels: { a: text() } }), 'warning'],
  ])('metric/conflict sees another %s', (field, a, b, severity) => {
    const exports = { ...base, a: scraped({ a }, 'a'), b: scraped({ b }, 'b') };
    const [found, ...more] = withCode(exports, 'metric/conflict');
    expect(found?.message).toContain(field);
    expect(found?.severity).toBe(severity);
    expect(found?.related?.[0]?.at).toMatch(/^a\/metric/);
    expect(more).toEqual([]);
  });

  it('metric/conflict is silent where both services list one object', () => {
    const shared = gauge({ name: 'queue_length', help });
    expect(codesOf({ ...base, a: scraped({ shared }, 'a'), b: scraped({ shared }, 'b') })).toEqual([]);
  });

  it('retention/metric-longer-than-server', () => {
    const metric = gauge({ name: 'queue_length', help, retention: '1y' });
    const [found] = withCode(estate(metric), 'retention/metric-longer-than-server');
    expect(found?.message).toBe('queue_length asks for 365d, but production keeps 90d.');
    const remoteWrite = [{ url: 'https://mimir.example.org/api/v1/push' as const }];
    const production = environment({ name: 'production', prometheus: prometheus({ version: '3.15', remoteWrite }) });
    expect(withCode({ ...estate(metric), production }, 'retention/metric-longer-than-server')).toEqual([]);
  });

  it('service/metrics-not-scraped', () => {
    const metrics = [gauge({ name: 'queue_length', help })];
    const [found] = withCode(
      { ...base, it: service({ name: 'silent', owner: payments, metrics }) },
      'service/metrics-not-scraped',
    );
    expect(found?.at).toBe('silent/service/silent');
    expect(codesOf({ ...base, it: service({ name: 'silent', owner: payments }) })).toEqual([]);
  });

  it.each([
    ['10s', 'error'],
    ['45s', 'warning'],
    ['1m', undefined],
  ])('scrape/window-too-short of a window of %s is %s', (window, severity) => {
    const errors = counter({ name: 'errors_total', help });
    const checkout = scraped({ errors });
    const when = promql`rate(${errors}[${window as '1m'}]) > 1`;
    const it = alert({
      service: checkout,
      name: 'Errors',
      severity: 'critical',
      when,
      summary: 'Errors.',
      runbook: { impact: 'x' },
    });
    const [found] = withCode({ ...base, checkout, it }, 'scrape/window-too-short');
    expect(found?.severity).toBe(severity);
  });
});
