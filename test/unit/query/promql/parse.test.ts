import { describe, expect, test } from 'vitest';
import { parsePromql } from '../../../../src/query/promql/parse.ts';
import { printPromql } from '../../../../src/query/promql/print.ts';
import type { Expr } from '../../../../src/query/promql/tree.ts';
import { mapSelectors, rangesOf, selectorsOf, visit } from '../../../../src/query/promql/visit.ts';

function parse(text: string): Expr {
  const { expr, problems } = parsePromql(text, { grafana: true });
  expect(problems).toEqual([]);
  if (!expr) throw new Error(text);
  return expr;
}

/** The tree as nested brackets, which shows what binds to what. */
function shape(expr: Expr): string {
  if (expr.kind === 'binary') return `[${shape(expr.left)} ${expr.op} ${shape(expr.right)}]`;
  if (expr.kind === 'unary') return `[${expr.op} ${shape(expr.expr)}]`;
  if (expr.kind === 'paren') return shape(expr.expr);
  return printPromql(expr);
}

test.each([
  ['a + b * c', '[a + [b * c]]'],
  ['a - b - c', '[[a - b] - c]'],
  ['a ^ b ^ c', '[a ^ [b ^ c]]'],
  ['-a ^ b', '[- [a ^ b]]'],
  ['-a * b', '[[- a] * b]'],
  ['a ^ -b * c', '[[a ^ [- b]] * c]'],
  ['-1 ^ 2', '[- [1 ^ 2]]'],
  ['-1 + 2', '[-1 + 2]'],
  ['a or b and c', '[a or [b and c]]'],
  ['a unless b and c', '[[a unless b] and c]'],
  ['a > b == c', '[[a > b] == c]'],
  ['a and b > c + d', '[a and [b > [c + d]]]'],
  ['a + b offset 5m', '[a + b offset 5m]'],
  ['-a @ 100', '[- a @ 100]'],
  ['a - rate(b[5m] offset 1h)', '[a - rate(b[5m] offset 1h)]'],
  ['a offset 5m + 1', '[a offset 5m + 1]'],
  ['a % b atan2 c', '[[a % b] atan2 c]'],
])('%s is %s', (text, expected) => {
  expect(shape(parse(text))).toBe(expected);
});

test.each([
  ['SUM(rate(x[300])) BY (a)', 'sum by (a) (rate(x[5m]))'],
  ["x{a='b', c=~`d\\d`,}", 'x{a="b",c=~"d\\\\d"}'],
  ['{"my.metric", "my.label"="x"}', '{"my.metric","my.label"="x"}'],
  ['a*on(b)group_left c', 'a * on (b) group_left () c'],
  ['x # why\n > 1', 'x > 1'],
  ['x[90m:60]', 'x[1h30m:1m]'],
  ['x @ 1.5 offset -1w', 'x @ 1.5 offset -7d'],
  ['(x offset (step() * 2)) ^ 2', '(x offset (step() * 2s)) ^ 2'],
  ['sum without(instance)(x)', 'sum without (instance) (x)'],
  ['x[$__rate_interval]', 'x[$__rate_interval]'],
  ['x[${range:text}:$__interval] offset $shift', 'x[${range:text}:$__interval] offset $shift'],
  ['topk([[n]], x) > $limit', 'topk([[n]], x) > $limit'],
  ['x{a=~"$b"}', 'x{a=~"$b"}'],
])('%s is printed as %s', (text, expected) => {
  expect(printPromql(parse(text))).toBe(expected);
});

describe('mistakes', () => {
  function problems(text: string) {
    return parsePromql(text).problems.map(({ code, from, to }) => `${code} ${text.slice(from, to)}`);
  }

  test('several are reported at once, each at its place', () => {
    expect(problems('foo(a{b}) + 1')).toEqual(['promql/syntax foo', 'promql/syntax }']);
    expect(problems('clamp(a{b=1}, 2 +, c[)')).toEqual(['promql/syntax 1', 'promql/syntax ,', 'promql/syntax )']);
    expect(problems('sum(a[5m]) + rate(b) and 1')).toEqual([
      'promql/type sum(a[5m]) + rate(b) and 1',
      'promql/type a[5m]',
      'promql/type b',
    ]);
    expect(problems('a ? "\\q" : 5x')).toEqual(['promql/syntax ?', 'promql/syntax "\\q"', 'promql/syntax :', 'promql/syntax 5x']);
  });

  test('an experimental function is named as such, and can be allowed', () => {
    expect(problems('sort_by_label(a, "b")')).toEqual(['promql/experimental sort_by_label']);
    expect(parsePromql('limitk(2, a)', { experimental: true }).problems).toEqual([]);
  });

  test('each has words and, where there is one, a mend', () => {
    expect(parsePromql('increse(a[5m])').problems[0]).toMatchObject({
      message: 'there is no function increse()',
      fix: 'did you mean increase()?',
    });
    expect(parsePromql('rate(a)').problems[0]).toMatchObject({
      message: 'argument 1 of rate() must be a range vector, not an instant vector',
      fix: 'add a range: [5m]',
    });
    expect(parsePromql('a{b=~"(?=c)"}').problems[0]?.message).toContain('no lookahead');
    expect(parsePromql('a[$__rate_interval]').problems[0]?.fix).toContain('only in dashboards');
  });

  test('a text of any depth or length ends in a verdict', () => {
    for (const part of ['(', '-', 'sum(', 'a[(', 'a{b=~"(', 'a + ', 'a ^ ', 'a[5m:]']) {
      expect(parsePromql(part.repeat(50_000)).problems.length).toBeGreaterThan(0);
    }
    const nested = `a[${'('.repeat(150)}5m${')'.repeat(150)}]`;
    expect(parsePromql(nested).problems).toEqual([]);
    expect(parsePromql(`a{b=~"${'('.repeat(5000)}${')'.repeat(5000)}"}`).problems[0]?.message).toContain('nests too deeply');
  });
});

test('every node knows its place in the text', () => {
  const text = 'sum by (a) (rate(x{b="c"}[5m] offset 1h)) / -y @ 5 > bool 2';
  const seen: string[] = [];
  visit(parse(text), ({ span }) => seen.push(text.slice(span.from, span.to)));
  expect(seen).toEqual([
    text,
    'sum by (a) (rate(x{b="c"}[5m] offset 1h)) / -y @ 5',
    'sum by (a) (rate(x{b="c"}[5m] offset 1h))',
    'rate(x{b="c"}[5m] offset 1h)',
    'x{b="c"}[5m] offset 1h',
    'x{b="c"}',
    '-y @ 5',
    'y @ 5',
    '2',
  ]);
});

test('selectors and ranges are found in the order they are written, and can be replaced', () => {
  const expr = parse('topk(scalar(n), rate(a[5m])) / max_over_time(b[1h:1m]) > -(c)');
  expect(selectorsOf(expr).map(({ name }) => name)).toEqual(['n', 'a', 'b', 'c']);
  expect(rangesOf(expr)).toMatchObject([{ ms: 300_000 }, { ms: 3_600_000 }]);
  const renamed = mapSelectors(expr, (selector) => ({ ...selector, name: `${selector.name}2` }));
  expect(printPromql(renamed)).toBe('topk(scalar(n2), rate(a2[5m])) / max_over_time(b2[1h:1m]) > -(c2)');
});
