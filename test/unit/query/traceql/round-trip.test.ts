import { expect, test } from 'vitest';
import { parseTraceql } from '../../../../src/query/traceql/parse.ts';
import { printTraceql } from '../../../../src/query/traceql/print.ts';
import { howMany } from '../../../support/how-many.ts';
import { Random } from './random.ts';
import { randomQuery, withoutSpans } from './trees.ts';

const SEED = Number(process.env.TRACEQL_SEED ?? 20_260_821);
const TREES = Number(process.env.TRACEQL_TREES ?? howMany(5_000, 20_000));

test(`${TREES} random trees print and parse to themselves (seed ${SEED})`, () => {
  const random = new Random(SEED);
  const wrong: unknown[] = [];
  for (let count = 0; count < TREES && wrong.length < 5; count++) {
    const tree = randomQuery(random);
    const text = printTraceql(tree);
    const { query, problems } = parseTraceql(text);
    if (withoutSpans(query) !== withoutSpans(tree)) wrong.push([text, problems[0]?.message, query && printTraceql(query)]);
  }
  expect(wrong).toEqual([]);
});
