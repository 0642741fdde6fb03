import { expect, test } from 'vitest';
import { parseLogql } from '../../../src/query/logql/parse.ts';
import { printLogql } from '../../../src/query/logql/print.ts';
import type { Expr } from '../../../src/query/logql/tree.ts';
import { ACCEPTED, REFUSED, REFUSED_AT_RUN_TIME } from './corpus.ts';
import { shapeOf } from './shape.ts';

function parsed(text: string): Expr {
  const { expr, problems } = parseLogql(text);
  if (!expr) throw new Error(problems[0]?.message);
  return expr;
}

test.each(ACCEPTED)('takes %s, and what it prints is the same query', (text) => {
  const expr = parsed(text);
  const printed = printLogql(expr);
  expect(shapeOf(parsed(printed))).toEqual(shapeOf(expr));
  expect(printLogql(parsed(printed))).toBe(printed);
});

test.each(REFUSED)('refuses %s at %s', (text, offending) => {
  const { expr, problems } = parseLogql(text, { grafana: false });
  expect(expr).toBeUndefined();
  expect(problems.map(({ code, span }) => [code, text.slice(span.from, span.to)])).toEqual([['logql/syntax', offending]]);
});

test.each(REFUSED_AT_RUN_TIME)('reads %s and says that Loki will not run %s', (text, offending) => {
  const { expr, problems } = parseLogql(text);
  expect(expr).toBeDefined();
  expect(problems.map(({ code, span }) => [code, text.slice(span.from, span.to)])).toEqual([['logql/stage', offending]]);
});

test('finds every mistake, not only the first', () => {
  const text =
    'sum(rate({app=a, env="b" level="c"} | line_format x | json | status > "4" [5m])) by (x) + count_over_time({a="b"} |= y [1m])';
  expect(parseLogql(text).problems.map(({ span }) => text.slice(span.from, span.to))).toEqual(['a', 'level', 'x', '"4"', 'y']);
});

test('takes what Grafana fills in', () => {
  expect(printLogql(parsed('sum(rate({app=~"$app"} |= `x` [$__auto]))'))).toBe('sum(rate({app=~"$app"} |= "x" [$__auto]))');
});

test('prints patterns in back quotes and the rest in double ones', () => {
  expect(printLogql(parsed('{a="b"} |~ "\\\\d+" |= "say \\"x\\"" != "plain"'))).toBe('{a="b"} |~ `\\d+` |= `say "x"` != "plain"');
});

test('a tree made in code gets the parentheses it needs', () => {
  const span = { from: 0, to: 0 };
  const number = (text: string) => ({ kind: 'number', text, span }) as const;
  const none = { bool: false, matching: undefined, group: undefined, span } as const;
  const sum = { kind: 'binary', op: '+', left: number('1'), right: number('2'), ...none } as const;
  expect(printLogql({ kind: 'binary', op: '*', left: sum, right: number('3'), ...none })).toBe('(1 + 2) * 3');
  expect(printLogql({ kind: 'binary', op: '-', left: number('3'), right: sum, ...none })).toBe('3 - (1 + 2)');
});

test('says what it wanted', () => {
  expect(parseLogql('{app=a}').problems[0]?.message).toBe('Expected a text in quotes, found "a".');
  expect(parseLogql('{app="a"').problems[0]?.message).toBe('Expected "," or "}", found the end of the query.');
});
