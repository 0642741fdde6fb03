/** How much there is of each part of an expression: each function and operator, one line each. */
import { describe, expect, test } from 'vitest';
import { analysePromql } from '../../../../src/query/promql/analyse.ts';
import { canBeZero } from '../../../../src/query/promql/bounds.ts';
import { mustHave } from '../../../../src/query/promql/labels.ts';
import { parsePromql } from '../../../../src/query/promql/parse.ts';
import type { Binary, Expr } from '../../../../src/query/promql/tree.ts';
import type { MetricCatalogue } from '../../../../src/query/shape.ts';
import { CATALOGUE as DECLARED } from './catalogue.ts';

const CATALOGUE: MetricCatalogue = { ...DECLARED, instances: new Map([['shop', 2]]) };

function facts(text: string) {
  const { expr, problems } = parsePromql(text, { experimental: true });
  if (!expr || problems.length > 0) throw new Error(`${text}: ${problems[0]?.message}`);
  return analysePromql(expr, CATALOGUE).result;
}

/** Certain labels plain, possible ones with a question mark, and `…` where there may be others. */
function labels(text: string): string {
  const known = facts(text).labels;
  const names = [...known.exact].sort().map((label) => (mustHave(known, label) ? label : `${label}?`));
  return [...names, ...(known.open ? ['…'] : [])].join(' ');
}

function bounds(text: string): string {
  const { min, max, nonZero } = facts(text).bounds;
  return `${min} to ${max}${nonZero && min <= 0 && max >= 0 ? ' but 0' : ''}`;
}

describe('labels', () => {
  test.each<[string, string]>([
    ['queue_length', 'instance job queue region?'],
    ['queue_length{region="eu"}', 'instance job queue region'],
    ['queue_length{region!=""}', 'instance job queue region'],
    ['queue_length{region=~".+"}', 'instance job queue region'],
    ['queue_length{region=~".*"}', 'instance job queue region?'],
    ['queue_length{region=""}', 'instance job queue'],
    ['{job="shop",zone=""}', 'job …'],
    ['sum by (zone) ({job="shop",zone=""})', ''],
    ['sum by (job, zone) ({job="shop"})', 'job zone?'],
    ['sum without (job) ({job="shop"})', '…'],
    ['sum by (job) (sum without (job) ({job="shop"}))', ''],
    ['sum by (queue, region) (queue_length)', 'queue region?'],
    ['sum by (__name__, queue) (queue_length)', 'queue'],
    ['topk by (queue) (1, queue_length)', 'instance job queue region?'],
    ['count_values by (queue) ("v", queue_length)', 'queue v'],
    ['count_values without (v, instance) ("v", queue_length)', 'job queue region?'],
    ['queue_length + queue_length{region="eu"}', 'instance job queue region'],
    ['queue_length + on (queue, job) queue_age_seconds', 'job queue'],
    ['queue_length + ignoring (region) queue_age_seconds', 'instance job queue'],
    ['up * on (job, instance) group_left (version) build_info', 'instance job region? version'],
    ['up * on (job, instance) group_left (region) build_info{region=""}', 'instance job'],
    ['up * on (job, instance) group_left (region) build_info', 'instance job region?'],
    ['build_info * on (job, instance) group_right (version) up', 'instance job region? version'],
    ['{zone="a"} * on (job) group_left (version) build_info', 'instance? job region? version zone …'],
    ['queue_length and on (region) up{region="eu"}', 'instance job queue region'],
    ['queue_length and on (zone) up', 'instance job queue region?'],
    ['queue_length unless on (region) up{region="eu"}', 'instance job queue region?'],
    ['sum by (job) (up) or sum by (queue) (queue_length)', 'job? queue?'],
    ['label_replace(up, "zone", "x", "job", ".*")', 'instance job region? zone'],
    ['label_replace(up, "zone", "$1", "job", "(.*)")', 'instance job region? zone'],
    ['label_replace(up, "zone", "$1", "region", "(.*)")', 'instance job region? zone?'],
    ['label_replace(up, "zone", "x", "job", "a.*")', 'instance job region? zone?'],
    ['label_replace(up, "job", "", "job", ".*")', 'instance region?'],
    ['label_replace(up, "job", "", "job", "a.*")', 'instance job? region?'],
    ['label_replace(up, "job", "x", "zone", "a.*")', 'instance job region?'],
    ['label_replace(up, "zone", "x", "missing", "")', 'instance job region? zone'],
    ['label_join(up, "zone", "-", "job", "region")', 'instance job region? zone'],
    ['label_join(up, "zone", "", "region")', 'instance job region? zone?'],
    ['label_join(up, "job", "")', 'instance region?'],
    ['absent(up{job="shop",region=~"e.*"})', 'job'],
    ['absent((up{job="shop"}))', 'job'],
    ['absent_over_time(up{job="shop"}[5m])', 'job'],
    ['absent(sum by (job) (up{job="shop"}))', ''],
    ['info(up, {version=~".+"})', 'instance job region? version'],
    ['info(up, {version=~".*"})', 'instance job region? version?'],
    ['info(up)', 'instance job region? …'],
    ['histogram_quantile(0.9, http_request_duration_seconds_bucket)', 'instance job method region?'],
    ['histogram_quantiles(http_request_duration_seconds_bucket, "q", 0.5)', 'instance job method q region?'],
    ['max_over_time(sum by (job) (up)[5m:1m])', 'job'],
    ['sort_by_label(up, "job")', 'instance job region?'],
    ['vector(time())', ''],
    ['-up', 'instance job region?'],
  ])('%s: %s', (text, expected) => {
    expect(labels(text)).toBe(expected);
  });

  test.each([
    ['label_replace(up, "zone", "$1", "jbo", "(.*)")', 'did you mean job?'],
    ['label_join(up, "zone", "-", "job", "versoin")', 'read a label that is there'],
  ])('a source that is not there: %s', (text, fix) => {
    const { expr } = parsePromql(text);
    if (!expr) throw new Error(text);
    expect(analysePromql(expr, CATALOGUE).problems).toMatchObject([{ code: 'promql/unknown-label', fix }]);
  });
});

test.each([
  ['up', 'always'],
  ['last_over_time(up[5m])', 'always'],
  ['topk(1, up)', 'always'],
  ['up > 0', 'always'],
  ['up and up', 'always'],
  ['sum by (__name__) (up)', 'always'],
  ['up or vector(0)', 'possibly'],
  ['up > on (job) group_left () sum by (job) (up)', 'always'],
  ['up > on (job) up', 'never'],
  ['up > bool 0', 'never'],
  ['rate(up[5m])', 'never'],
  ['-up', 'never'],
  ['+up', 'always'],
  ['sum(up)', 'never'],
  ['label_replace(sum(up), "__name__", "x", "", "")', 'possibly'],
])('the metric name of %s is there %s', (text, expected) => {
  expect(facts(text).name).toBe(expected);
});

describe('emptiness', () => {
  test.each([
    'vector(1)',
    'time()',
    'sum(up) or vector(0)',
    'absent(vector(1) > 2)',
    'vector(1) > 0',
    'vector(1) + vector(2)',
    'vector(1) and on () vector(2)',
    'sum(vector(1)) unless on () (vector(1) > 2)',
    'max_over_time(vector(1)[10m:1m])',
    'scalar(up)',
    'hour()',
  ])('never: %s', (text) => expect(facts(text).empty).toBe('never'));

  test.each<[string, string]>([
    ['http_requests_total{code="418"}', 'is never code="418"'],
    ['http_requests_total{code=~"5..",code!~"50."}', 'is never'],
    ['up{job="a",job="b"}', 'at once'],
    ['up{job="a",job!~"a|b"}', 'at once'],
    ['queue_length{zone="a"}', 'no label `zone`'],
    ['rate(http_requests_total{code="418"}[5m]) * 2', 'is never code="418"'],
    ['count(up) < 1', 'is never < 1'],
    ['rate(http_requests_total[5m]) < 0', 'is never < 0'],
    ['disk_used_ratio > 1', 'is never > 1'],
    ['1 < disk_used_ratio', 'is never'],
    ['1 - disk_used_ratio > 1.5', 'is never'],
    ['up == 2', 'is never == 2'],
    [
      'sum(rate(http_requests_total{code="500"}[5m])) / sum(rate(http_requests_total[5m])) > 5',
      'a value from 0 to 1 is never > 5',
    ],
    ['queue_length > 5 and queue_length < 3', 'both comparisons'],
    ['(sum(queue_length) > 5) and (sum(queue_length) <= 5)', 'both comparisons'],
    ['up unless up', 'excludes exactly'],
    ['up unless on (job) up', 'excludes exactly'],
    ['up unless on () vector(1)', 'always there'],
    ['vector(1) and up', 'only one side of and has the label'],
    ['queue_length > queue_length', 'with itself'],
    ['sum by (queue) (queue_length) / sum by (job) (queue_length)', 'only one side of / has the label `queue`'],
    ['absent(vector(1))', 'always has series'],
    ['topk(0, up)', 'keeps 0 series'],
    ['clamp(up, 2, 1)', 'leaves nothing'],
    ['vector(1) > 2', '1 is never > 2'],
  ])('always: %s, because %s', (text, why) => {
    const { empty, because } = facts(text);
    expect([empty, because?.why]).toEqual(['always', expect.stringContaining(why)]);
  });

  test.each([
    'up',
    'up > 0',
    'absent(up)',
    'up or up',
    'vector(1) and on () up',
    'sum by (job) (up) > 1',
    'rate(vector(1)[10m:1m])',
    'queue_length > 3 and queue_length < 5',
    'queue_length > 5 and on (job) queue_length < 3',
    'http_requests_total{code="500"}',
    'queue_length{zone=""}',
    'max_over_time(vector(1)[30s:1m])',
    'topk(scalar(up), vector(1))',
    'clamp(vector(1), 0, scalar(up))',
    'disk_used_ratio != 2',
  ])('possibly: %s', (text) => expect(facts(text).empty).toBe('possibly'));
});

test.each<[string, string]>([
  ['up', '0 to 1'],
  ['http_requests_total', '0 to Infinity'],
  ['rate(http_requests_total[5m])', '0 to Infinity'],
  ['deriv(queue_length[5m])', '-Infinity to Infinity'],
  ['queue_length', '-Infinity to Infinity'],
  ['disk_used_ratio', '0 to 1'],
  ['sum(disk_used_ratio)', '0 to Infinity'],
  ['avg(disk_used_ratio)', '0 to 1'],
  ['1 - avg(disk_used_ratio)', '0 to 1'],
  ['disk_used_ratio * 100', '0 to 100'],
  ['disk_used_ratio / 4 + 1', '1 to 1.25'],
  ['count(up)', '1 to Infinity'],
  ['count(sum(up))', '1 to 1'],
  ['group(up)', '1 to 1'],
  ['-up', '-1 to 0'],
  ['abs(-up)', '0 to 1'],
  ['up > bool 2', '0 to 0'],
  ['up > bool 0', '0 to 1'],
  ['up > 0', '0 to 1 but 0'],
  ['up != 0', '0 to 1 but 0'],
  ['queue_length > 5', '5 to Infinity'],
  ['queue_length == 5', '5 to 5'],
  ['5 >= queue_length', '-Infinity to 5'],
  ['clamp(queue_length, 0, 9)', '0 to 9'],
  ['clamp_min(queue_length, 1)', '1 to Infinity'],
  ['up or vector(7)', '0 to 7'],
  ['hour()', '0 to 23'],
  ['build_info', '1 to 1'],
  ['sum_over_time(up[5m])', '0 to Infinity'],
  ['max_over_time(up[5m])', '0 to 1'],
  ['quantile(0.9, up)', '0 to 1'],
  ['quantile(2, up)', '-Infinity to Infinity'],
  ['memory_bytes / memory_limit_bytes', '-Infinity to Infinity'],
  ['sum by (job) (rate(http_requests_total{code="500"}[5m])) / sum by (job) (rate(http_requests_total[5m]))', '0 to 1'],
  ['rate(http_request_duration_seconds_bucket{le="0.3"}[5m]) / rate(http_request_duration_seconds_count[5m])', '0 to 1'],
  ['sum(rate(http_requests_total{code="500"}[5m])) / sum(rate(http_requests_total[1m]))', '0 to Infinity'],
  ['sum(rate(http_requests_total[5m])) / sum(rate(http_requests_total{code="500"}[5m]))', '0 to Infinity'],
])('the values of %s lie from %s', (text, expected) => {
  expect(bounds(text)).toBe(expected);
});

test.each<[string, number]>([
  ['http_requests_total', 16],
  ['http_requests_total{code="500"}', 4],
  ['http_requests_total{code=~"5.."}', 8],
  ['http_requests_total{instance="a:80"}', 8],
  ['http_request_duration_seconds_bucket', 24],
  ['http_request_duration_seconds_count', 4],
  ['queue_length', 20],
  ['queue_length{queue="a"}', 2],
  ['up', 2],
  ['sum(queue_length)', 1],
  ['sum by (queue) (queue_length)', 10],
  ['sum by (code, job) (http_requests_total)', 4],
  ['sum without (instance, region) (queue_length)', 10],
  ['topk(3, queue_length)', 3],
  ['topk by (queue) (1, queue_length)', 10],
  ['count_values("v", queue_length)', 20],
  ['queue_length or up', 22],
  ['queue_length and on (job) up', 20],
  ['queue_length > on (job) group_left () sum by (job) (up)', 20],
  ['sum by (queue) (queue_length) / sum by (queue) (queue_length)', 10],
  ['histogram_quantile(0.9, sum by (le, method) (rate(http_request_duration_seconds_bucket[5m])))', 2],
  ['histogram_quantiles(sum by (le) (http_request_duration_seconds_bucket), "q", 0.5, 0.9)', 2],
  ['sum by (zone) (label_replace(up, "zone", "x", "job", ".*"))', 2],
  ['absent(up)', 1],
  ['max_over_time(topk(1, queue_length)[10m:1m])', 10],
  ['{job="shop"}', Number.POSITIVE_INFINITY],
  ['sum by (job) ({job="shop"})', 1],
])('%s has at most %i series', (text, expected) => {
  expect(facts(text).series).toBe(expected);
});

test.each<[string, number]>([
  ['up', 2],
  ['rate(http_requests_total[5m])', 16 * 20],
  ['sum(rate(http_requests_total{code="500"}[5m])) / sum(rate(http_requests_total[5m]))', 20 * 20],
  ['max_over_time(sum(up)[10m:1m])', (2 + 1) * 10],
  ['vector(1)', 0],
])('%s touches at most %i samples', (text, expected) => {
  expect(facts(text).samples).toBe(expected);
});

test.each([
  ['topk(1, up)', true],
  ['count_values("v", up)', true],
  ['sum(limitk(1, up))', true],
  ['max by (job) (up)', false],
])('whether the series of %s change: %s', (text, expected) => {
  expect(facts(text).varies).toBe(expected);
});

test.each([
  ['up / sum(up)', true],
  ['up / (sum(up) > 0)', false],
  ['up / count(up)', false],
  ['up / clamp_min(up, 0.1)', false],
  ['up / 5', false],
])('whether the divisor of %s can be 0: %s', (text, expected) => {
  const { expr } = parsePromql(text);
  const divisor = expr?.kind === 'binary' ? expr.right : undefined;
  if (!expr || !divisor) throw new Error(text);
  const known = analysePromql(expr, CATALOGUE).facts.get(divisor);
  expect(known && canBeZero(known.bounds)).toBe(expected);
});

test('a chain of ten thousand operands is walked along, in time linear in its length', () => {
  const { expr: operand } = parsePromql('sum by (queue) (queue_length) > 1');
  if (!operand) throw new Error('no operand');
  const span = { from: 0, to: 0 };
  const chainOf = (length: number, op: Binary['op']): Expr =>
    Array.from({ length }, () => operand).reduce<Expr>(
      (left, right) => ({ kind: 'binary', span, op, left, right, bool: false }),
      operand,
    );
  for (const op of ['or', 'and', 'unless', '+', '/', '>'] as const) {
    const { result } = analysePromql(chainOf(10_000, op), CATALOGUE, { alert: true });
    expect(result.samples).toBe(20 * 10_001);
  }
});
