import { expect, test } from 'vitest';
import { parsePromql } from '../../../src/query/promql/parse.ts';

test('a query that nests too deeply is told as such', () => {
  const text = `${'('.repeat(300)}up${')'.repeat(300)}`;
  expect(parsePromql(text).problems.map(({ code }) => code)).toEqual(['promql/too-deep']);
});
