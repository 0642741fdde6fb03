import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { CORE_SCHEMA, load, YAML11_SCHEMA } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { printYaml } from '../../../src/kernel/yaml.ts';
import { findPromtool } from '../../../src/testing/promtool.ts';

/** What some reader takes for something else, or stumbles over. */
const TRAPS = [
  'y',
  'no',
  'On',
  'OFF',
  'null',
  '~',
  '',
  ' ',
  'true',
  '1',
  '0o17',
  '017',
  '1_000',
  '0x1f',
  '1e3',
  '.5',
  '1.',
  '.inf',
  '-.Inf',
  '.NaN',
  '1:30',
  '190:20:30',
  '2026-11-21',
  '2026-11-21T00:00:00Z',
  '=',
  '<<',
  '*a',
  '&a',
  '!a',
  '@a',
  '`a',
  '%a',
  '#a',
  'a #b',
  'a: b',
  'a:',
  ': a',
  '- a',
  '-',
  '?',
  '? a',
  '{a}',
  '[a]',
  '{{ $value }}',
  "'",
  '"',
  '\\',
  'a\\nb',
  '|',
  '>',
  '>-',
  'a\nb',
  'a\n',
  '\na',
  'a\n\n',
  ' a\nb',
  'a \nb',
  'a\tb',
  '\ta',
  'a\r\nb',
  'a\rb',
  '\u0000',
  '\u0007',
  '\u001b',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\u2029',
  '\ufeff',
  'é',
  '日本',
  '😀',
  '---',
  '...',
  '--- a',
  'a\n---\nb',
  'a\n...',
  '  ',
  'x'.repeat(300),
];
const text = fc.oneof(
  fc.constantFrom(...TRAPS),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[a-z:#'" {}[\],\-\n\\&*!|>%@`0-9.]*$/),
);
const tree = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, text, fc.integer(), fc.boolean(), fc.constant(null), tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(
    text.filter((key) => key !== '__proto__'),
    tie('value'),
    { maxKeys: 4, noNullPrototype: true },
  ),
})).value;

describe('what we print is read back the same', () => {
  test.each([
    ['1.1', YAML11_SCHEMA],
    ['1.2, core schema', CORE_SCHEMA],
  ])('by a reader of YAML %s', (_, schema) => {
    fc.assert(
      fc.property(tree, (value) => {
        const printed = printYaml({ value });
        expect(load(printed, { schema })).toEqual({ value });
        expect(printYaml(load(printed, { schema }))).toBe(printed);
      }),
      { numRuns: 500 },
    );
  });

  test.each(TRAPS)('%j as a value and as a key', (trap) => {
    for (const schema of [YAML11_SCHEMA, CORE_SCHEMA]) {
      expect(load(printYaml({ a: trap, [trap]: [trap, { b: trap }] }), { schema })).toEqual({
        a: trap,
        [trap]: [trap, { b: trap }],
      });
    }
  });
});

test('a header and comments are no content, whatever they hold', () => {
  const rule = { alert: 'A' };
  const printed = printYaml({ rules: [rule] }, { header: ['one', ''], comments: new Map([[rule, 'a\nb: c']]) });
  expect(printed).toBe('# one\n#\nrules:\n  # a b: c\n  - alert: A\n');
  expect(load(printed)).toEqual({ rules: [{ alert: 'A' }] });
});

test('what YAML cannot hold is our mistake', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, () => 1, 1n])
    expect(() => printYaml({ value })).toThrow('YAML cannot hold');
});

const promtool = await findPromtool();

/** Label values of recording rules are taken as they are: promtool compares what Go read with the text itself. */
describe.skipIf(!promtool)('by a reader in Go (skipped where there is no promtool)', () => {
  test('promtool reads the same texts', { timeout: 60_000 }, async () => {
    const random = fc.sample(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), { numRuns: 300, seed: 7 });
    const texts = [...new Set([...TRAPS, ...random])].filter((one) => one !== '');
    const folder = await mkdtemp(join(tmpdir(), 'signalbox-yaml-'));
    try {
      const rules = texts.map((value, index) => ({ record: `text:${index}`, expr: 'vector(1)', labels: { value } }));
      await writeFile(join(folder, 'rules.yaml'), printYaml({ groups: [{ name: 'texts', rules }] }));
      await writeFile(join(folder, 'texts.test.yaml'), printYaml(testOf(texts)));
      const report = await promtool?.testRules(folder, ['texts.test.yaml']);
      expect(report).toMatchObject({ ok: true, cases: [{ failures: [] }] });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** The expectation holds only ASCII: every other character is an escape of PromQL. */
function testOf(texts: readonly string[]): object {
  return {
    rule_files: ['rules.yaml'],
    evaluation_interval: '1m',
    tests: [
      {
        input_series: [],
        promql_expr_test: texts.map((value, index) => ({
          expr: `text:${index}`,
          eval_time: '1m',
          exp_samples: [{ labels: `text:${index}{value="${escaped(value)}"}`, value: 1 }],
        })),
      },
    ],
  };
}

function escaped(value: string): string {
  return [...value].map((character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`).join('');
}
