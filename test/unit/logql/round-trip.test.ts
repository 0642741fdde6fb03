import { expect, test } from 'vitest';
import { parseLogql } from '../../../src/query/logql/parse.ts';
import { printLogql } from '../../../src/query/logql/print.ts';
import type { Expr } from '../../../src/query/logql/tree.ts';
import { howMany } from '../../support/how-many.ts';
import { Random } from '../../support/random.ts';
import { generateLogql } from './generate.ts';
import { mutate } from './mutate.ts';
import { structureOf } from './shape.ts';

const SEED = Number(process.env['SIGNALBOX_SEED'] ?? 7);
const TREES = howMany(2_000, 20_000);
const MUTANTS = Number(process.env['SIGNALBOX_LOGQL_FUZZ'] ?? howMany(3_000, 10_000));
const ALPHABET = [...'{}()[]|=!~<>"`\'\\,.+-*/%^#@$ \n\tabyz059_µ日🙂\u0000\ufffd\ud800'];

console.log(`LogQL: seed ${SEED} (SIGNALBOX_SEED), ${MUTANTS} mutants (SIGNALBOX_LOGQL_FUZZ)`);

/** A tree, or why there is none. */
function read(text: string): Expr | string {
  const { expr, problems } = parseLogql(text, { grafana: false });
  return expr ?? `${problems[0]?.message} ${text}`;
}

test(`what is printed of ${TREES} trees is read as the same tree, and printed the same`, () => {
  const from = new Random(SEED);
  for (let left = TREES; left > 0; left -= 1) {
    const tree = generateLogql(from);
    const text = printLogql(tree);
    const first = read(text);
    if (typeof first === 'string' || structureOf(first) !== structureOf(tree)) expect([text, first]).toEqual([text, tree]);
    if (typeof first === 'object' && printLogql(first) !== text) expect(printLogql(first)).toBe(text);
  }
});

test(
  `${MUTANTS} broken queries and random texts: a tree or problems inside the text, and what is read prints and reads again`,
  () => {
    const from = new Random(SEED + 2);
    for (let left = MUTANTS; left > 0; left -= 1) {
      const text = from.chance(0.2) ? noise(from.below(60)) : mutate(printLogql(generateLogql(from)), from);
      const { expr, problems } = parseLogql(text, { grafana: from.chance(0.5) });
      const outside = problems.filter(({ span }) => span.from < 0 || span.to < span.from || span.to > text.length);
      if (outside.length > 0 || (expr === undefined && problems.length === 0)) expect([text, outside, problems]).toBe('sound');
      const again = expr && printLogql(expr);
      if (again !== undefined && !again.includes('$') && typeof read(again) === 'string') expect(read(again)).toBe(again);
    }
    function noise(length: number): string {
      return Array.from({ length }, () => from.pick(ALPHABET)).join('');
    }
  },
  Math.max(30_000, MUTANTS),
);

const LONG = 60_000;
test.each([
  ['parentheses', '('.repeat(LONG)],
  ['calls', 'sum('.repeat(LONG / 4)],
  ['operators', `1${'+1'.repeat(LONG / 2)}`],
  ['powers', `1${'^1'.repeat(LONG / 2)}`],
  ['filters of labels', `{a="b"} | x="1"${' or x="1"'.repeat(LONG / 9)}`],
  ['parentheses of filters', `{a="b"} | ${'('.repeat(LONG)}`],
  ['ranges in parentheses', `rate(${'('.repeat(LONG)}`],
  ['open brackets', '['.repeat(LONG)],
  ['open comments', '/*'.repeat(LONG / 2)],
  ['quotes', '"\ufffd'.repeat(LONG / 2)],
  ['single quotes', "'".repeat(LONG)],
  ['words that could be functions', 'sum '.repeat(LONG / 4)],
  ['spaces after a word', `sum${' '.repeat(LONG)}`],
  ['digits', '1_'.repeat(LONG / 2)],
  ['units', '5m'.repeat(LONG / 2)],
  ['mistakes', `{${'a,'.repeat(LONG / 2)}}`],
  ['braces', '{'.repeat(LONG)],
  ['captures', `{a="b"} | pattern "${'<a>'.repeat(LONG / 3)}"`],
  ['actions', `{a="b"} | line_format "${'{{'.repeat(LONG / 2)}"`],
  ['closed actions', `{a="b"} | line_format "${'{{ .a }}'.repeat(LONG / 8)}"`],
  ['line filters', `{a="b"}${' |= "x"'.repeat(LONG / 7)}`],
  ['a pattern', `{a=~"${'('.repeat(LONG)}"}`],
])('%s without end take no long time and no stack', (_what, text) => {
  const start = performance.now();
  const { expr, problems } = parseLogql(text);
  expect(expr !== undefined || problems.length > 0).toBe(true);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('a text longer than Loki reads is refused', () => {
  expect(parseLogql(`{a="${'x'.repeat(131_072)}"}`).problems[0]?.message).toContain('131071 bytes');
});
