import { expect, test } from 'vitest';
import { parsePromql } from '../../../../src/query/promql/parse.ts';

/** Each mistake by the text it is told at; `^` is the end of the expression. */
const MISTAKES: readonly (readonly [text: string, told: readonly string[]])[] = [
  ['sum(a + ) + rate(b)', [')', 'b']],
  ['rate(a) + rate(b) + rate(c)', ['a', 'b', 'c']],
  ['rate(a{b=1}[5m]) + foo(c)', ['1', 'foo']],
  ['a{b=1, c~"x", d="y"}', ['1', '~']],
  ['a{b=~"("} and c{d=~"["}', ['"("', '"["']],
  ['sum by (1, b, 2) (a)', ['1', '2']],
  ['a * on (1) group_left (2) b', ['1', '2']],
  ['rate(a[5x]) + b[', ['5x', '^']],
  ['a[] + b offset + c[0s]', [']', 'c', '0s']],
  ['(a + b[5m]) * "x"', ['b[5m]', '"x"']],
  ['a b + rate(c)', ['b', 'c']],
  ['a = 1 and rate(b)', ['=', 'b']],
  ['a) + rate(b)', [')', 'b']],
  ['sum(rate(a[5m]) + rate(b)', ['b', '^']],
  ['incrase(a[5m]) + sums(b)', ['incrase', 'sums']],
  ['clamp(a{b=1}, 2 +, c[)', ['1', ',', ')']],
  ['topk(a, b, c) + topk(d)', ['topk(a, b, c)', 'topk(d)']],
  ['limitk(3, a) + info(b) + c smoothed', ['limitk', 'info', 'smoothed']],
  ['a + fill(0) b and c + fill(x) d', ['fill', 'fill', 'x']],
  ['a ? 1 + rate(b)', ['?', 'b']],
  ['a{b="\\q"} + rate(b)', ['"\\q"', 'b']],
  ['a @ x + b offset y', ['x', 'y']],
  ['rate(a)[5m] + sum(b)[5m]', ['a', '[5m]', '[5m]']],
  ['a > b[5m] or 1 or c', ['a > b[5m] or 1', 'b[5m]']],
  ['sum(a] + b) + rate(c)', [']', 'c']],
  ['a{b="c" + rate(d', ['+']],
  ['1 < 2 + (3 == 4)', ['1 < 2 + (3 == 4)', '3 == 4']],
  ['5m1h + 1e400 + 1__0', ['5m1h', '1e400', '1__0']],
];

test.each(MISTAKES)('%s', (text, told) => {
  const { problems } = parsePromql(text);
  expect(problems.map(({ from, to }) => (from === text.length ? '^' : text.slice(from, to)))).toEqual(told);
  for (const { message } of problems) expect(message).not.toContain('undefined');
});

test('a mistake is told once, not again for what follows from it', () => {
  for (const text of ['this is not promql at all', 'a {b}', '((((', 'a[[[[', 'sum by by (a) (b)', '= = =']) {
    expect([text, parsePromql(text).problems.length]).toEqual([text, 1]);
  }
});

test('what Prometheus loads and cannot evaluate is a warning', () => {
  const { expr, problems } = parsePromql('rate(a[5m - 5m])');
  expect(problems).toMatchObject([{ code: 'promql/empty-range', severity: 'warning', from: 7, to: 14 }]);
  expect(expr).toBeDefined();
});
