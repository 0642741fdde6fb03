import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as build from '../../../../src/query/promql/build.ts';
import { AGGREGATORS, FUNCTIONS, type ValueType } from '../../../../src/query/promql/functions.ts';
import { type BinaryOperator, OPERATORS } from '../../../../src/query/promql/operators.ts';
import { parsePromql } from '../../../../src/query/promql/parse.ts';
import { printPromql } from '../../../../src/query/promql/print.ts';
import { type Expr, NO_SPAN, type VectorSelector } from '../../../../src/query/promql/tree.ts';
import { CORPUS } from './corpus.ts';

const label = fc.constantFrom('job', 'le', 'by', 'on', 'inf', 'without', 'my.label', 'é');
const labels = fc.uniqueArray(label, { maxLength: 3 });
const value = fc.oneof(fc.constantFrom('', 'a', '"', '\\', '\n', "'", '`', '日本', '\x00'), fc.string());
const range = fc.constantFrom<number | string>(300_000, 1, 86_400_000, 1.5, '1h30m', '30d');
const number = fc.constantFrom('1', '0.0144', '-3', '1e-9', 'Inf', '-Inf', '15m', '-1h30m', '99.9').map(build.number);
const name = fc.constantFrom('up', 'sum', 'and', 'a:b', 'my.metric', 'bool', 'Inf', 'on', 'offset');
const shift = fc.record(
  {
    offset: fc.constantFrom(300_000, -60_000, 1500),
    at: fc.constantFrom<number | 'start' | 'end'>('start', 'end', 1_700_000_000, 1.5, -3),
  },
  { requiredKeys: [] },
);
const matcher = fc.record({ label, op: fc.constantFrom('=' as const, '!=' as const), value });
const plainSelector = fc
  .tuple(name, fc.array(matcher, { maxLength: 3 }))
  .map(([metric, matchers]) => build.vector(metric, matchers));
const selector: fc.Arbitrary<VectorSelector> = fc.tuple(plainSelector, shift).map(([node, moved]) => ({ ...node, ...moved }));

const { vector, scalar, matrix, text } = fc.letrec<Record<'vector' | 'scalar' | 'matrix' | 'text', Expr>>((tie) => ({
  text: value.map(build.string),
  scalar: fc.oneof(
    { maxDepth: 4 },
    number,
    fc.constant(build.call('time')),
    tie('vector').map((expr) => build.call('scalar', expr)),
    fc
      .tuple(tie('scalar'), fc.constantFrom<BinaryOperator>('+', '-', '*', '/', '^', '%'), tie('scalar'))
      .map(([left, op, right]) => build.binary(left, op, right)),
    tie('scalar').map((expr) => signed(expr)),
  ),
  matrix: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(selector, range).map(([node, length]) => build.range(node, length)),
    fc.tuple(tie('vector'), range, shift).map(([expr, length, moved]) => ({ ...build.subquery(expr, length, 60_000), ...moved })),
  ),
  vector: fc.oneof(
    { maxDepth: 5 },
    selector,
    fc
      .constantFrom(...FUNCTIONS.values())
      .filter(({ result, name, until }) => result === 'vector' && name !== 'info' && until === undefined)
      .chain(callOf(tie)),
    fc
      .tuple(
        fc.constantFrom(...AGGREGATORS.values()),
        fc.oneof(
          fc.constant({}),
          labels.map((by) => ({ by })),
          labels.map((without) => ({ without })),
        ),
        tie('vector'),
        tie('scalar'),
      )
      .map(([{ op, param }, grouping, expr, count]) =>
        build.aggregate(op, grouping, expr, param === 'string' ? build.string('x') : param && count),
      ),
    fc.tuple(tie('vector'), fc.constantFrom(...OPERATORS.values()), tie('vector'), labels, fc.boolean()).map(binaryOf),
    tie('vector').map((expr) => signed(expr)),
  ),
}));

test('a printed tree is read back as the same tree', () => {
  fc.assert(
    fc.property(fc.oneof(vector, scalar, matrix, text), (expr) => {
      const printed = printPromql(expr);
      const read = parsePromql(printed, { experimental: true });
      expect(read.problems).toEqual([]);
      expect(bare(read.expr)).toEqual(bare(expr));
      expect(printPromql(read.expr ?? expr)).toBe(printed);
    }),
    { numRuns: 1500, seed: 20261121 },
  );
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

function callOf(tie: (type: 'vector' | 'scalar' | 'matrix' | 'text') => fc.Arbitrary<Expr>) {
  const kinds: Record<ValueType, 'vector' | 'scalar' | 'matrix' | 'text'> = {
    vector: 'vector',
    scalar: 'scalar',
    matrix: 'matrix',
    string: 'text',
  };
  return ({ name: func, args }: { name: string; args: readonly ValueType[] }) =>
    fc.tuple(...args.map((type) => tie(kinds[type]))).map((list) => build.call(func, ...list));
}

function binaryOf([left, { op, kind }, right, on, flag]: [
  Expr,
  { op: BinaryOperator; kind: string },
  Expr,
  readonly string[],
  boolean,
]): Expr {
  const group = flag && kind !== 'set' ? { group: 'left' as const, include: ['extra'] } : {};
  return build.binary(left, op, right, { bool: flag && kind === 'comparison', ...(on.length > 0 ? { on, ...group } : {}) });
}

function signed(expr: Expr): Expr {
  return { kind: 'unary', span: NO_SPAN, op: '-', expr };
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
