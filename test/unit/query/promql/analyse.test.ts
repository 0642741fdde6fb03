import { describe, expect, test } from 'vitest';
import type { Unit } from '../../../../src/kernel/unit.ts';
import { type AnalysisOptions, analysePromql } from '../../../../src/query/promql/analyse.ts';
import { parsePromql } from '../../../../src/query/promql/parse.ts';
import { selectorsOf } from '../../../../src/query/promql/visit.ts';
import { CATALOGUE } from './catalogue.ts';
import { CORPUS } from './corpus.ts';

function analyse(text: string, options?: AnalysisOptions) {
  const { expr, problems } = parsePromql(text);
  if (!expr || problems.length > 0) throw new Error(`${text}: ${problems[0]?.message}`);
  return analysePromql(expr, CATALOGUE, options);
}

function codes(text: string, options?: AnalysisOptions): readonly string[] {
  return analyse(text, options).problems.map(({ code }) => code.replace('promql/', ''));
}

function labels(text: string): string {
  const { exact, open } = analyse(text).labels;
  return [...exact].sort().join(' ') + (open ? ' …' : '');
}

describe('expressions without a mistake', () => {
  test.each([
    'sum by (code) (rate(http_requests_total[5m]))',
    'sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.01',
    'sum by (job) (rate(http_requests_total{code!~"5.."}[5m])) / on (job) group_left () sum by (job) (rate(http_requests_total[5m]))',
    'histogram_quantile(0.99, sum by (le, method) (rate(http_request_duration_seconds_bucket[5m]))) > 0.5',
    'histogram_quantile(0.99, rate(rpc_duration_seconds[5m])) > 500ms',
    'histogram_quantile(0.99, sum by (method) (rate(rpc_duration_seconds[5m])))',
    'rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m]) > 500ms',
    'http_request_duration_seconds_sum / http_request_duration_seconds_count',
    'sum(rate(http_request_duration_seconds_bucket{le="0.3"}[5m])) / sum(rate(http_request_duration_seconds_count[5m]))',
    'http_request_duration_seconds_bucket{le="1.0"} unless http_request_duration_seconds_bucket{le=~"1(.0)?|[+]Inf"} and on () absent(up)',
    'max by (queue) (queue_age_seconds) > 15m',
    'time() - start_time_seconds < 5m',
    'memory_bytes / memory_limit_bytes > 0.9',
    '1 - memory_bytes / memory_limit_bytes < 0.1',
    'memory_bytes / memory_limit_bytes * 100 > 90',
    'sum(rate(cpu_seconds_total{mode!="idle"}[5m])) > 4',
    'rate(cpu_seconds_total[5m]) * on (instance, job) group_left (version) build_info',
    'changes(http_requests_total[5m]) + resets(http_requests_total[5m])',
    'absent(http_requests_total{job="shop"})',
    'count(http_requests_total) > 3',
    'count by (version) (build_info)',
    'up == 0',
    'up{job="shop"} == 0 and on (job) sum by (job) (up) < 2',
    'scrape_duration_seconds > 10s',
    'ALERTS{alertname="X", whatever="y"}',
    'job:recorded:sum{anything="x"} > 1',
    '{__name__=~"http.*", foo="bar"}',
    'http_requests_total{missing=""} unless on (job) up',
    'label_replace(queue_length, "team", "$1", "queue", "(.*)-.*") > on (team) label_replace(queue_length, "team", "x", "", "")',
    'predict_linear(disk_used_ratio[1h], 4h) > 1',
    'deriv(queue_length[5m]) > 0',
    'increase(cpu_seconds_total[1h]) > 30m',
    'sum by (a) (rate(shared_total[5m]))',
    'sum by (b) (rate(shared_total{job="two"}[5m]))',
    'sum by (job) (rate(http_requests_total[5m])) / sum by (job, region) (up)',
    'sum_over_time(queue_length[5m])',
    'max_over_time(sum(rate(http_requests_total[5m]))[1h:5m])',
    'vector(1)',
    'sum by (queue) (queue_length) / on () group_left () sum(rate(http_requests_total[5m])) > 10m',
    'sum(rate(cpu_seconds_total[5m])) / count(up) > 0.9',
    'rate(http_requests_total{job!="other",code!~"418"}[5m])',
    'rate(http_requests_total{code=~"$code",job="$job"}[5m])',
    'count by (__name__) ({job="shop"}) > count by (__name__) (queue_length)',
    'histogram_quantile(0.9, rate(rpc_duration_seconds[5m]) + rate(rpc_duration_seconds[5m])) > 1s',
    'gc_seconds{quantile="0.9"} > 1s',
    'rate(gc_seconds_sum[5m])',
    'topk(3, sum by (code) (rate(http_requests_total[5m])))',
    'histogram_count(rate(rpc_duration_seconds[5m])) > 0',
    '(queue_length > 5) * 2 or queue_length',
  ])('%s', (text) => {
    expect(analyse(text).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

test.each<[string, readonly string[]]>([
  ['http_request_total', ['unknown-metric']],
  ['rate(http_request_duration_secnds_bucket[5m])', ['unknown-metric']],
  ['http_request_duration_seconds', ['unknown-metric']],
  ['rpc_duration_seconds_bucket', ['unknown-metric']],
  ['queue_length{quee="a"}', ['unknown-label']],
  ['sum by (cod) (rate(http_requests_total[5m]))', ['unknown-label']],
  ['sum without (cod) (rate(http_requests_total[5m]))', ['unknown-label']],
  ['sum by (code) (sum by (method) (rate(http_requests_total[5m])))', ['unknown-label']],
  ['queue_length / on (quue) queue_age_seconds', ['unknown-label']],
  ['queue_length / ignoring (quue) queue_length', ['unknown-label']],
  ['queue_length * on (job) group_left (version) up', ['unknown-label']],
  ['http_requests_total{code="418"} == 1', ['label-value', 'counter-without-rate']],
  ['rate(http_requests_total{code=~"6.."}[5m])', ['label-value']],
  ['rate(http_requests_total{code=~"200|501"}[5m])', ['label-value']],
  ['up == on (job) queue_length{job="shopp"}', ['label-value']],
  ['http_requests_total > 5', ['counter-without-rate']],
  ['sum(http_requests_total) > 5', ['counter-without-rate']],
  ['http_requests_total', ['counter-without-rate']],
  ['max(http_requests_total) * 2', ['counter-without-rate']],
  ['rate(queue_length[5m])', ['rate-of-gauge']],
  ['deriv(http_requests_total[5m])', ['rate-of-gauge']],
  ['predict_linear(http_requests_total[5m], 60)', ['rate-of-gauge']],
  ['histogram_quantile(0.9, sum by (method) (rate(http_request_duration_seconds_bucket[5m])))', ['quantile-without-le']],
  ['histogram_quantile(0.9, rate(http_request_duration_seconds_count[5m]))', ['quantile-without-le']],
  ['memory_bytes > 15m', ['unit-mismatch']],
  ['memory_bytes > queue_age_seconds', ['unit-mismatch']],
  ['memory_bytes - on (job, instance) queue_age_seconds', ['unit-mismatch']],
  [
    'sum(rate(http_request_duration_seconds_sum[5m])) / sum(rate(http_request_duration_seconds_count[5m])) > memory_bytes',
    ['unit-mismatch'],
  ],
  ['sum by (queue) (queue_length) / sum by (job) (queue_length)', ['no-common-labels']],
  ['sum by (job) (queue_length) > on (job, instance) queue_length', ['no-common-labels']],
  ['queue_length > sum(queue_length)', ['no-common-labels']],
  ['sum by (queue) (queue_length) * 2 / sum by (job) (queue_length)', ['no-common-labels']],
  ['disk_used_ratio > 90', ['ratio-threshold']],
  ['90 < disk_used_ratio', ['ratio-threshold']],
  ['http_request_duration_seconds_bucket{le="0.4"}', ['bucket-not-declared']],
  ['http_request_duration_seconds_bucket{le="1"}', ['whole-bucket']],
  ['http_request_duration_seconds_bucket{le!="5"}', ['whole-bucket']],
  ['rate(http_request_duration_seconds_bucket{le=~"2.*"}[5m])', ['bucket-not-declared']],
])('%s: %j', (text, expected) => {
  const found = codes(text);
  for (const code of expected) expect(found).toContain(code);
});

test('an alert without a condition is a warning', () => {
  expect(codes('queue_length', { alert: true })).toEqual(['alert-without-comparison']);
  expect(codes('sum(queue_length > bool 1)', { alert: true })).toEqual(['alert-without-comparison']);
  for (const text of [
    'queue_length > 1',
    'count(queue_length > 1)',
    'absent(up)',
    'vector(1)',
    'up unless on (job) queue_length',
  ]) {
    expect(codes(text, { alert: true })).toEqual([]);
  }
});

test.each<[string, string]>([
  ['queue_length', 'instance job queue region'],
  ['sum(queue_length)', ''],
  ['sum by (queue, job) (queue_length)', 'job queue'],
  ['sum without (queue) (queue_length)', 'instance job region'],
  ['http_request_duration_seconds_bucket', 'instance job le method region'],
  ['histogram_quantile(0.9, sum by (le, method) (rate(http_request_duration_seconds_bucket[5m])))', 'method'],
  ['topk(1, sum by (queue) (queue_length))', 'queue'],
  ['count_values by (job) ("v", queue_length)', 'job v'],
  ['label_replace(vector(1), "a", "b", "", "")', 'a'],
  ['absent(queue_length{queue="a",job=~"b"})', 'queue'],
  ['sum by (instance) (up) * on (instance) group_left (version) sum by (instance, version) (build_info)', 'instance version'],
  ['sum by (instance) (up) * on (instance) group_right () sum by (instance, version) (build_info)', 'instance version'],
  ['queue_length > on (job) group_left () sum by (job) (up)', 'instance job queue region'],
  ['sum by (job) (up) > on (job) sum by (job) (queue_length)', 'job'],
  ['sum by (job) (up) or sum by (queue) (queue_length)', 'job queue'],
  ['sum by (job) (up) and on () queue_length', 'job'],
  ['job:recorded:sum', ' …'],
  ['sum by (team) (job:recorded:sum)', 'team'],
  ['queue_length{queue=""}', 'instance job region'],
  ['scalar(queue_length) + vector(1)', ''],
])('labels of %s are %s', (text, expected) => {
  expect(labels(text)).toBe(expected);
});

test.each<[string, Unit | undefined]>([
  ['queue_age_seconds', 'seconds'],
  ['rate(cpu_seconds_total[5m])', 'ratio'],
  ['rate(sent_bytes_total[5m])', 'bytes'],
  ['rate(http_requests_total[5m])', 'count'],
  ['increase(cpu_seconds_total[5m])', 'seconds'],
  ['rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m])', 'seconds'],
  ['rate(http_requests_total[5m]) / rate(http_requests_total[5m])', 'ratio'],
  ['histogram_quantile(0.9, rate(http_request_duration_seconds_bucket[5m]))', 'seconds'],
  ['histogram_fraction(0, 1, rate(rpc_duration_seconds[5m]))', 'ratio'],
  ['memory_bytes / memory_limit_bytes', 'ratio'],
  ['1 - disk_used_ratio', 'ratio'],
  ['disk_used_ratio * 100', undefined],
  ['memory_bytes / on (job) queue_age_seconds', undefined],
  ['memory_bytes * disk_used_ratio', 'bytes'],
  ['time() - start_time_seconds', 'seconds'],
  ['queue_age_seconds > 5', 'seconds'],
  ['count(queue_age_seconds)', 'count'],
  ['queue_age_seconds * on (instance, job) group_left (version) build_info', 'seconds'],
  ['sum(memory_bytes) or vector(0)', 'bytes'],
  ['15m', 'seconds'],
])('unit of %s is %s', (text, expected) => {
  expect(analyse(text).unit).toBe(expected);
});

test('a number may bring its unit with it', () => {
  const text = 'memory_bytes > 5368709120';
  const units = (unit: Unit) => new Map([[text.indexOf('5'), unit]]);
  expect(codes(text, { units: units('bytes') })).toEqual([]);
  expect(codes(text, { units: units('ratio') })).toEqual(['unit-mismatch']);
});

test.each<[string, string, Unit, string]>([
  ['memory_bytes / memory_limit_bytes * 100 > 0.85', '0.85', 'ratio', 'write the number 85'],
  ['1000 * queue_age_seconds > 0.3', '0.3', 'seconds', 'write the number 300'],
  ['8 * rate(sent_bytes_total[5m]) > 5e6', '5e6', 'bytes', 'write the number 40000000'],
  ['memory_bytes / 1024 / 1024 > 5368709120', '5368709120', 'bytes', 'write the number 5120'],
])('a quantity against a value of another scale: %s', (text, number, unit, fix) => {
  const { problems } = analyse(text, { units: new Map([[text.lastIndexOf(number), unit]]) });
  expect(problems).toMatchObject([{ code: 'promql/unit-mismatch', fix: expect.stringContaining(fix) }]);
  expect(codes(text)).toEqual([]);
});

test('a problem says what was seen, where, and what to type', () => {
  expect(analyse('sum(rate(http_requests_total{cod="500"}[5m]))').problems).toEqual([
    {
      code: 'promql/unknown-label',
      message: '`http_requests_total` has no label `cod`: it has code, instance, job, method, region',
      from: 29,
      to: 38,
      fix: 'did you mean code?',
      severity: 'error',
    },
  ]);
});

test('every selector is listed once, with its metric', () => {
  const { uses } = analyse('up and rate(http_requests_total[5m]) > on (job) group_left () ALERTS');
  expect(uses.map(({ seriesName, metric }) => [seriesName, metric?.type])).toEqual([
    ['up', undefined],
    ['http_requests_total', 'counter'],
    ['ALERTS', undefined],
  ]);
});

test('whatever can be read can be analysed', () => {
  for (const text of CORPUS) {
    const { expr } = parsePromql(text);
    if (expr)
      expect(analysePromql(expr, CATALOGUE, { alert: true }).uses.map(({ selector }) => selector)).toEqual(selectorsOf(expr));
  }
});
