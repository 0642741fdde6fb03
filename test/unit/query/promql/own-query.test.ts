import { expect, test } from 'vitest';
import { canonicalText, OwnQuery } from '../../../../src/query/promql/own-query.ts';
import { parsePromql } from '../../../../src/query/promql/parse.ts';
import { printPromql } from '../../../../src/query/promql/print.ts';
import { CORPUS } from './corpus.ts';

const read = CORPUS.flatMap((text) => parsePromql(text).expr ?? []);

test('a query that is kept as its text is the same query', () => {
  expect(read.length).toBeGreaterThan(100);
  for (const expr of read) {
    const printed = printPromql(expr);
    const kept = new OwnQuery(printed);
    expect(kept.expr && printPromql(kept.expr)).toBe(printed);
    expect(canonicalText(kept)).toBe(printed);
  }
});

test('of a query that was written the tree is printed, and where there is none the text stays', () => {
  const text = 'sum( rate(x[5m]) )';
  const { expr } = parsePromql(text);
  expect(canonicalText({ engine: 'prometheus', text, expr, units: new Map() })).toBe('sum(rate(x[5m]))');
  expect(canonicalText({ engine: 'prometheus', text: 'sum( (', expr: undefined, units: new Map() })).toBe('sum( (');
});
