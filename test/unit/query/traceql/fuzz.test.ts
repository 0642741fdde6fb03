import { expect, test } from 'vitest';
import { analyseTraceql } from '../../../../src/query/traceql/analyse.ts';
import { parseTraceql } from '../../../../src/query/traceql/parse.ts';
import { printTraceql } from '../../../../src/query/traceql/print.ts';
import { howMany } from '../../../support/how-many.ts';
import { Random } from './random.ts';
import { randomQuery, withoutSpans } from './trees.ts';

/** `TRACEQL_FUZZ=1000000 npx vitest run test/unit/query/traceql/fuzz.test.ts` is the long one. */
const TEXTS = Number(process.env.TRACEQL_FUZZ ?? howMany(1_500, 10_000));
const SEED = Number(process.env.TRACEQL_SEED ?? 20_260_821);

const PIECES = [
  ...[
    '{',
    '}',
    '(',
    ')',
    '|',
    '||',
    '&&',
    '>>',
    '!<<',
    '&~',
    '!',
    '=',
    '!=',
    '=~',
    '<',
    '-',
    '+',
    '*',
    '^',
    ',',
    '"',
    '`',
    "'",
    '\\',
  ],
  ...[
    'span.',
    '.',
    'parent.',
    'resource.',
    'span:',
    'trace:',
    'duration',
    'name',
    'nil',
    'error',
    'count()',
    'by(',
    'select(',
    'with (',
  ],
  ...[
    'rate()',
    'compare({',
    'topk(',
    '1h30m',
    '1.5',
    '0x1',
    '1e',
    '5m3',
    '/*',
    '*/',
    '//',
    '\n',
    ' ',
    '$x',
    '${',
    '\u0000',
    '\ud800',
    '日',
    '🦊',
    '½',
  ],
] as [string, ...string[]];

/** Pieces of the language in any order, or a query with some characters cut out, doubled or put in. */
function text(random: Random): string {
  if (random.chance(0.4)) return random.list(0, 30, () => random.pick(PIECES)).join('');
  if (random.chance(0.2))
    return random.list(0, 40, () => String.fromCharCode(random.below(random.chance(0.5) ? 128 : 65_536))).join('');
  let query = printTraceql(randomQuery(random));
  for (let count = random.below(4); count >= 0; count--) {
    const at = random.below(query.length + 1);
    query = query.slice(0, at) + (random.chance(0.5) ? random.pick(PIECES) : '') + query.slice(at + random.below(3));
  }
  return query;
}

test(`${TEXTS} texts are read without a throw, and problems lie in the text (seed ${SEED})`, { timeout: 3_600_000 }, () => {
  const random = new Random(SEED);
  let [accepted, slowest] = [0, 0];
  for (let count = 0; count < TEXTS; count++) {
    const one = text(random);
    const start = performance.now();
    const { query } = parseTraceql(one, { grafana: random.chance(0.5) });
    const problems = analyseTraceql(one, { grafana: true });
    slowest = Math.max(slowest, performance.now() - start);
    for (const { span } of problems) {
      if (span.from < 0 || span.to < span.from || span.to > one.length)
        throw new Error(`place ${span.from}-${span.to} in ${JSON.stringify(one)}`);
    }
    if (!query) continue;
    accepted += 1;
    const again = parseTraceql(printTraceql(query), { grafana: true }).query;
    if (withoutSpans(again) !== withoutSpans(query))
      throw new Error(`printed otherwise: ${JSON.stringify(one)} as ${printTraceql(query)}`);
  }
  expect(accepted).toBeGreaterThan(TEXTS / 50);
  expect(slowest).toBeLessThan(20_000);
});

const LONG: readonly (readonly [name: string, make: (length: number) => string])[] = [
  ['conditions', (length) => `{ ${'span.a = 1 && '.repeat(length / 14)}true }`],
  ['spansets', (length) => `{ }${' > { }'.repeat(length / 6)}`],
  ['stages', (length) => `{ }${' | { }'.repeat(length / 6)}`],
  ['durations that are none', (length) => `{ span.a = ${'1h.'.repeat(length / 3)} }`],
  ['numbers', (length) => `{ span.a = ${'1.1.'.repeat(length / 4)} }`],
  ['digits', (length) => `{ span.a = ${'1'.repeat(length)} }`],
  ['wrong types', (length) => `{ ${'"x" + '.repeat(length / 6)}"x" }`],
  ['variables', (length) => '${'.repeat(length / 2)],
  ['quotes', (length) => `{ span.${'"a'.repeat(length / 2)} }`],
  ['comments', (length) => '/*'.repeat(length / 2)],
  ['scopes', (length) => 'parent.'.repeat(length / 7)],
];

test.each(LONG)('100,000 characters of %s are read in linear time', { timeout: 60_000 }, (_name, make) => {
  const start = performance.now();
  const text = make(100_000);
  analyseTraceql(text, { grafana: true });
  const { query } = parseTraceql(text);
  if (query) printTraceql(query);
  // what is quadratic takes minutes on a busy machine
  expect(performance.now() - start).toBeLessThan(20_000);
});

test.each(['(', '{ (', '{ !', '{ -', '{ 2 ^ ', '{ } > ('])('deep nesting by %s is a problem, not an overflow', (open) => {
  const text = open.startsWith('{ ') && !open.endsWith('(') ? `{ ${open.slice(2).repeat(50_000)}` : open.repeat(50_000);
  const nested = open === '{ (' ? `{ ${'('.repeat(50_000)}` : open === '{ } > (' ? `{ } > ${'('.repeat(50_000)}` : text;
  const [problem] = parseTraceql(nested).problems;
  expect(problem).toMatchObject({ code: 'traceql/syntax', message: 'The query is nested deeper than 200 levels.' });
});
