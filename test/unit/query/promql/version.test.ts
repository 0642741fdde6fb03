import { expect, test } from 'vitest';
import { parsePromql } from '../../../../src/query/promql/parse.ts';

test.each([
  ['first_over_time(a[5m])', '3.6', 'first_over_time', 'first_over_time() came with Prometheus 3.7, this is written for 3.6'],
  ['limitk(3, a)', '2.53', 'limitk', 'limitk() came with Prometheus 2.54, this is written for 2.53'],
  ['{"my.metric"}', '2.53', '"my.metric"', 'the quoted name "my.metric" came with Prometheus 3.0, this is written for 2.53'],
  ['sum by ("a.b") (c)', '2.55.1', '"a.b"', 'the quoted name "a.b" came with Prometheus 3.0, this is written for 2.55'],
  ['a > 5m', '2.53', '5m', 'the duration 5m as a number came with Prometheus 2.54, this is written for 2.53'],
  ['a[300]', '2.53', '300', 'a duration without a unit, 300, came with Prometheus 2.54, this is written for 2.53'],
  ['a > 1_000', '2.53', '1_000', '`1_000` came with Prometheus 2.54, this is written for 2.53'],
  ['a @ 5', '2.30', '@', 'the modifier @ came with Prometheus 2.33, this is written for 2.30'],
  ['a offset -5m', '2.30', '-', 'a negative offset came with Prometheus 2.33, this is written for 2.30'],
  ['a[5m:1m]', '2.5', '[5m:1m]', 'a subquery came with Prometheus 2.7, this is written for 2.5'],
  ['a atan2 b', '2.30', 'atan2', 'the operator atan2 came with Prometheus 2.31, this is written for 2.30'],
  ['a </ b', '3.10', '</', 'the operator </ came with Prometheus 3.11, this is written for 3.10'],
  ['a[5m + 1m]', '3.3', '+', 'arithmetic in a duration came with Prometheus 3.4, this is written for 3.3'],
])('%s on %s', (text, version, at, message) => {
  const { expr, problems } = parsePromql(text, { version });
  expect(problems.map((problem) => [problem.code, text.slice(problem.from, problem.to), problem.message])).toEqual([
    ['promql/too-new', at, message],
  ]);
  expect(problems[0]?.fix).toBeDefined();
  expect(expr).toBeDefined();
});

test('what began with a feature flag needs it until it is stable', () => {
  const codes = (text: string, version: string) => parsePromql(text, { version }).problems.map(({ code }) => code);
  expect(codes('first_over_time(a[5m])', '3.13')).toEqual(['promql/experimental']);
  expect(codes('first_over_time(a[5m])', '3.14')).toEqual([]);
  expect(codes('a[5m * 2]', '3.13')).toEqual(['promql/experimental']);
  expect(parsePromql('a[5m * 2]', { version: '3.13', experimental: ['promql-duration-expr'] }).problems).toEqual([]);
  expect(parsePromql('a[5m * 2]', { version: '3.13', experimental: ['promql-binop-fill-modifiers'] }).problems).toHaveLength(1);
});

test('a function that was renamed is known by the name of its time', () => {
  const text = 'holt_winters(a[5m], 0.5, 0.5)';
  expect(parsePromql(text, { version: '2.53' }).problems).toEqual([]);
  expect(parsePromql(text).problems[0]?.fix).toBe('it is called double_exponential_smoothing()');
  const renamed = parsePromql('double_exponential_smoothing(a[5m], 0.5, 0.5)', { version: '2.53' });
  expect(renamed.problems[0]).toMatchObject({ code: 'promql/too-new', fix: 'it was called holt_winters()' });
});

test('names every list of labels, and each of its labels, by its place', () => {
  const text = 'sum(a) by (b, "c.d") * on (b) group_left (e) f';
  const { expr } = parsePromql(text);
  const at = (span?: { from: number; to: number }) => span && text.slice(span.from, span.to);
  if (expr?.kind !== 'binary' || expr.left.kind !== 'aggregation') throw new Error(text);
  const { groupingSpan } = expr.left;
  expect([at(groupingSpan), groupingSpan?.labels.map(at)]).toEqual(['(b, "c.d")', ['b', '"c.d"']]);
  const { labelsSpan, includeSpan } = expr.matching ?? {};
  expect([at(labelsSpan), labelsSpan?.labels.map(at)]).toEqual(['(b)', ['b']]);
  expect([at(includeSpan), includeSpan?.labels.map(at)]).toEqual(['(e)', ['e']]);
});
