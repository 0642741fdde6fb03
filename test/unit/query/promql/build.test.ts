import { expect, test } from 'vitest';
import {
  aggregate,
  and,
  binary,
  call,
  matcher,
  number,
  or,
  paren,
  range,
  string,
  subquery,
  unless,
  vector,
} from '../../../../src/query/promql/build.ts';
import { printPromql } from '../../../../src/query/promql/print.ts';
import type { Expr } from '../../../../src/query/promql/tree.ts';

const a = vector('a');
const b = vector('b');
const errors = vector('requests_total', { job: 'api', 'my.label': 'x"y' });

test.each<[Expr, string]>([
  [errors, 'requests_total{job="api","my.label"="x\\"y"}'],
  [vector(undefined, [matcher('job', '=~', 'a|b')]), '{job=~"a|b"}'],
  [call('rate', range(errors, '30d')), 'rate(requests_total{job="api","my.label"="x\\"y"}[30d])'],
  [range(a, 90_000), 'a[1m30s]'],
  [range(a, '$__rate_interval'), 'a[$__rate_interval]'],
  [subquery(binary(a, '+', b), '1h', '5m'), '(a + b)[1h:5m]'],
  [subquery(a, '1h'), 'a[1h:]'],
  [aggregate('sum', { by: ['le', 'job'] }, a), 'sum by (le, job) (a)'],
  [aggregate('topk', { without: ['x'] }, a, number(3)), 'topk without (x) (3, a)'],
  [aggregate('sum', {}, a), 'sum(a)'],
  [binary(binary(a, '+', b), '*', a), '(a + b) * a'],
  [binary(a, '-', binary(b, '-', a)), 'a - (b - a)'],
  [binary(binary(a, '^', b), '^', a), '(a ^ b) ^ a'],
  [binary(number(-1), '^', number(2)), '(-1) ^ 2'],
  [binary(a, '*', number('-0.0144')), 'a * -0.0144'],
  [binary(a, '>', number('15m'), { bool: true }), 'a > bool 15m'],
  [binary(a, '/', b, { on: ['job'], group: 'left', include: ['team'] }), 'a / on (job) group_left (team) b'],
  [binary(a, '/', b, { ignoring: ['code'] }), 'a / ignoring (code) b'],
  [and(or(a, b), unless(a, b)), '(a or b) and (a unless b)'],
  [unless(a, paren(b), { on: [] }), 'a unless on () (b)'],
  [call('vector', number(Number.POSITIVE_INFINITY)), 'vector(Inf)'],
  [
    call('label_replace', a, string('x'), string('$1\n'), string(''), string('(.*)')),
    'label_replace(a, "x", "$1\\n", "", "(.*)")',
  ],
])('%# prints %s', (expr, expected) => {
  expect(printPromql(expr)).toBe(expected);
});

test('a number keeps its exact text and knows its value', () => {
  expect(number('0.0144')).toMatchObject({ text: '0.0144', value: 0.0144 });
  expect(number('-15m')).toMatchObject({ text: '-15m', value: -900, durationMs: -900_000 });
});

test('a range that is neither a duration nor a variable is our own mistake', () => {
  expect(() => range(a, '5 minutes')).toThrow('not a range: "5 minutes"');
});
