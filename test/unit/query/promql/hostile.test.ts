import { expect, test } from 'vitest';
import { analysePromql } from '../../../../src/query/promql/analyse.ts';
import { parsePromql } from '../../../../src/query/promql/parse.ts';
import { printPromql } from '../../../../src/query/promql/print.ts';
import { printPromqlPretty } from '../../../../src/query/promql/print-pretty.ts';
import { mapSelectors, selectorsOf } from '../../../../src/query/promql/visit.ts';
import { howMany } from '../../../support/how-many.ts';
import { Random, seedOf } from '../../../support/random.ts';
import { CATALOGUE } from './catalogue.ts';
import { CORPUS } from './corpus.ts';
import { hostile } from './hostile.ts';

const DEEP = 100_000;
const SEED = seedOf(20261121);
const COUNT = Number(process.env['SIGNALBOX_COUNT'] ?? howMany(2_000, 20_000));

test.each([
  ['parentheses', `${'('.repeat(DEEP)}a${')'.repeat(DEEP)}`],
  ['signs', `${'-'.repeat(DEEP)}a`],
  ['calls', `${'abs('.repeat(DEEP)}a${')'.repeat(DEEP)}`],
  ['aggregations', `${'sum('.repeat(DEEP)}a${')'.repeat(DEEP)}`],
  ['subqueries', `a${'[5m:]'.repeat(DEEP)}`],
  ['chains to the right', `${'a ^ '.repeat(DEEP)}a`],
  ['parentheses to the right', 'a + ('.repeat(DEEP)],
  ['parentheses in a duration', `a[${'('.repeat(DEEP)}`],
  ['terms of a duration', `a[1${' + 1'.repeat(DEEP)}]`],
])('%s too deep to be read are told as such', (_, text) => {
  const { expr, problems } = parsePromql(text);
  expect(expr).toBeUndefined();
  expect(problems.map(({ code }) => code)).toContain('promql/too-deep');
  expect(problems[0]?.fix).toBeDefined();
});

test('a chain of 20,000 operands is read, printed, walked and analysed', () => {
  for (const op of ['and', '+ -']) {
    const text = `${`up ${op} `.repeat(20_000)}up`;
    const { expr, problems } = parsePromql(text);
    expect(problems).toEqual([]);
    if (!expr) throw new Error(op);
    expect(printPromql(expr)).toBe(text.replaceAll(' - ', ' -').replaceAll('+ - up', '+ -up'));
    expect(printPromqlPretty(expr).length).toBeGreaterThan(100_000);
    expect(selectorsOf(mapSelectors(expr, (one) => one))).toHaveLength(20_001);
    expect(analysePromql(expr, CATALOGUE).uses).toHaveLength(20_001);
  }
});

test(`${COUNT} texts of any kind end in a verdict with every offset inside, seed ${SEED}`, () => {
  const random = new Random(SEED);
  for (let index = 0; index < COUNT; index++) {
    const text = hostile(random, CORPUS);
    const { expr, problems } = parsePromql(text, { grafana: random.chance(0.3), experimental: random.chance(0.5) });
    if (expr === undefined && problems.length === 0) expect(text).toBe('a verdict');
    for (const { from, to } of problems) if (from < 0 || to < from || to > text.length) expect([text, from, to]).toEqual([]);
    if (expr && !problems.some(({ severity }) => severity !== 'warning')) {
      analysePromql(expr, CATALOGUE);
      expect(parsePromql(printPromql(expr), { grafana: true, experimental: true }).expr).toBeDefined();
    }
  }
});
