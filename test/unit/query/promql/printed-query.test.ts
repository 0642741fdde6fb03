import { expect, test } from 'vitest';
import { parsePromql } from '../../../../src/query/promql/parse.ts';
import { printPromql } from '../../../../src/query/promql/print.ts';
import { canonicalText, PrintedQuery } from '../../../../src/query/promql/printed-query.ts';
import { CORPUS } from './corpus.ts';

const read = CORPUS.flatMap((text) => parsePromql(text).expr ?? []);

test('a query that is kept as its text is the same query', () => {
  expect(read.length).toBeGreaterThan(100);
  for (const expr of read) {
    const kept = new PrintedQuery(expr);
    expect(kept.text).toBe(printPromql(expr));
    expect(kept.expr && printPromql(kept.expr)).toBe(kept.text);
    expect(canonicalText(kept)).toBe(kept.text);
  }
});

test('of a query that was written the tree is printed, and where there is none the text stays', () => {
  const text = 'sum( rate(x[5m]) )';
  const { expr } = parsePromql(text);
  expect(canonicalText({ engine: 'prometheus', text, expr, units: new Map() })).toBe('sum(rate(x[5m]))');
  expect(canonicalText({ engine: 'prometheus', text: 'sum( (', expr: undefined, units: new Map() })).toBe('sum( (');
});
