import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePromql } from '../../../../src/query/promql/parse.ts';
import { printPromql } from '../../../../src/query/promql/print.ts';
import { howMany } from '../../../support/how-many.ts';
import { Random, seedOf } from '../../../support/random.ts';
import { CORPUS } from './corpus.ts';
import { Trees } from './trees.ts';

const SEED = seedOf(20261121);
const COUNT = Number(process.env['SIGNALBOX_COUNT'] ?? howMany(8_000, 100_000));

test(`${COUNT} printed trees are read back as the same trees, seed ${SEED}`, () => {
  const trees = new Trees(new Random(SEED));
  for (let index = 0; index < COUNT; index++) {
    const expr = trees.tree();
    const printed = printPromql(expr);
    const read = parsePromql(printed, { experimental: true });
    if (read.problems.length === 0 && read.expr && same(read.expr, expr) && printPromql(read.expr) === printed) continue;
    expect([printed, read.problems, bare(read.expr)]).toEqual([printed, [], bare(expr)]);
    expect(read.expr && printPromql(read.expr)).toBe(printed);
  }
});

test('the printed corpus is read back as the same tree, parentheses included', () => {
  const read = CORPUS.flatMap((source) => parsePromql(source).expr ?? []);
  expect(read.length).toBeGreaterThan(150);
  for (const expr of read) expect(bare(parsePromql(printPromql(expr)).expr, true)).toEqual(bare(expr, true));
});

test('any text gives a verdict, with every offset inside it', () => {
  const words = fc.constantFrom(
    'sum',
    'by',
    '(',
    ')',
    'up',
    '{',
    '}',
    '[',
    ']',
    '5m',
    'offset',
    '@',
    '+',
    '-',
    '^',
    '"a"',
    '=~',
    ',',
    ':',
    '1',
    'on',
    '$x',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words, { maxLength: 15 }).map((list) => list.join(' ')),
      ),
      (source) => {
        const { expr, problems } = parsePromql(source, { grafana: true });
        expect(expr !== undefined || problems.length > 0).toBe(true);
        for (const { from, to } of problems) expect(0 <= from && from <= to && to <= source.length).toBe(true);
      },
    ),
    { numRuns: 3000, seed: 20261121 },
  );
});

/** Whether two trees are the same but for spans and for the parentheses the printer adds. */
function same(a: unknown, b: unknown): boolean {
  const [one, other] = [unwrapped(a), unwrapped(b)];
  if (one === undefined || other === undefined) return Object.is(a, b);
  const keys = Object.keys(one).filter((key) => !SPAN.test(key));
  const count = Object.keys(other).filter((key) => !SPAN.test(key)).length;
  return keys.length === count && keys.every((key) => key in other && same(one[key], other[key]));
}

const SPAN = /span$/i;

function unwrapped(node: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  // Every node of a tree is a plain record, or a list, whose keys are its indices.
  const record = node as Readonly<Record<string, unknown>>;
  return record['kind'] === 'paren' ? unwrapped(record['expr']) : record;
}

/** Without offsets and, as the printer adds those it needs, without parentheses. */
function bare(node: unknown, parens = false): unknown {
  if (Array.isArray(node)) return node.map((item) => bare(item, parens));
  if (typeof node !== 'object' || node === null) return node;
  if (!parens && 'kind' in node && node.kind === 'paren' && 'expr' in node) return bare(node.expr);
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, item]) => (/span$/i.test(key) ? [] : [[key, bare(item, parens)]])),
  );
}
