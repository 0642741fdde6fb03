import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AGGREGATORS, FUNCTIONS, type ValueType } from '../../../../src/query/promql/functions.ts';
import { parsePromql } from '../../../../src/query/promql/parse.ts';
import { printPromql } from '../../../../src/query/promql/print.ts';
import { CORPUS, MULTI_LINE } from './corpus.ts';

const version = /version (3\.\d+)/.exec(spawnSync('promtool', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];
const missing =
  version === undefined
    ? 'promtool 3 is not on the PATH'
    : Number(version.slice(2)) < 15
      ? `promtool ${version} is older than 3.15`
      : '';

// An empty expression is refused for another reason, by the rule file.
const EXPRESSIONS = [...CORPUS, ...MULTI_LINE.filter((text) => text !== '')];

describe.runIf(missing === '')(`promtool 3.15 (${missing || version})`, () => {
  test('takes and refuses the expressions promtool does', () => {
    const refused = refusedBy(EXPRESSIONS);
    const ours = EXPRESSIONS.map((text, index) => ({ text, invalid: parsePromql(text).problems.length > 0, index }));
    const different = ours.filter(({ invalid, index }) => invalid !== refused.has(index));
    expect(different.map(({ text, invalid }) => `${invalid ? 'we refuse' : 'we take'} ${text}`)).toEqual([]);
    expect(refused.size).toBeGreaterThan(150);
    expect(EXPRESSIONS.length - refused.size).toBeGreaterThan(150);
  });

  test('takes and refuses what is left of them after one or two random edits', () => {
    const mutants = fc.sample(mutant, { numRuns: 4000, seed: 20261121 }).filter((text) => text.trim() !== '');
    const refused = refusedBy(mutants);
    const different = mutants.filter((text, index) => isRefused(text) !== refused.has(index));
    expect(different).toEqual([]);
    expect(mutants.length - refused.size).toBeGreaterThan(300);
  });

  test('knows every function and aggregation as promtool does', () => {
    const calls = [...FUNCTIONS.values()].flatMap(({ name, args, variadic }) => {
      const texts = args.map((type, index) => (name === 'info' && index === 1 ? '{a="b"}' : SAMPLES[type]));
      const last = SAMPLES[args.at(-1) ?? 'scalar'];
      return [texts, texts.slice(0, -1), [...texts, last], [...texts, ...Array<string>(Math.max(variadic, 0)).fill(last)]].map(
        (list) => `${name}(${list.join(', ')})`,
      );
    });
    const aggregations = [...AGGREGATORS.keys()].flatMap((op) => [
      `${op}(up)`,
      `${op}(1, up)`,
      `${op}("a", up)`,
      `${op}(1, up, up)`,
    ]);
    for (const experimental of [false, true]) {
      const all = [...calls, ...aggregations];
      const refused = refusedBy(all, experimental ? ['--enable-feature=promql-experimental-functions'] : []);
      const different = all.filter(
        (text, index) => parsePromql(text, { experimental }).problems.length > 0 !== refused.has(index),
      );
      expect(different).toEqual([]);
      expect(all.length - refused.size).toBeGreaterThan(100);
    }
  });

  test('prints what promtool reads', () => {
    const printed = EXPRESSIONS.flatMap((text) => {
      const { expr, problems } = parsePromql(text);
      return expr && problems.length === 0 ? [printPromql(expr)] : [];
    });
    const refused = refusedBy(printed);
    expect([...refused].map((index) => printed[index])).toEqual([]);
  });
});

const tokensOf = (text: string): readonly string[] => text.match(/"(?:\\.|[^"])*"|\w+|\s+|[^\w\s]/g) ?? [];
const WORDS = [...new Set(CORPUS.flatMap(tokensOf))];
const edit = fc.record({ at: fc.nat(99), word: fc.constantFrom('', ...WORDS), replace: fc.boolean() });
const mutant = fc.tuple(fc.constantFrom(...CORPUS), fc.array(edit, { minLength: 1, maxLength: 2 })).map(([text, edits]) => {
  const tokens = [...tokensOf(text)];
  for (const { at, word, replace } of edits) tokens.splice(at % tokens.length, replace ? 1 : 0, word);
  return tokens.join('');
});

/** `[300 % 1]` promtool takes, and the server refuses when it evaluates: we refuse it at once. */
function isRefused(text: string): boolean {
  return parsePromql(text).problems.some(({ message, from, to }) => {
    return !(message.startsWith('a range must be longer than 0') && /[-+*/%^]/.test(text.slice(from + 1, to)));
  });
}

const SAMPLES: Readonly<Record<ValueType, string>> = { scalar: '1', vector: 'up', matrix: 'up[5m]', string: '"a"' };

/** Indices of the expressions promtool refuses; one process for all. */
function refusedBy(expressions: readonly string[], flags: readonly string[] = []): ReadonlySet<number> {
  const directory = mkdtempSync(join(tmpdir(), 'promql-'));
  try {
    const file = join(directory, 'rules.json');
    const rules = expressions.map((expr, index) => ({ record: `r${index}`, expr }));
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'g', rules }] }));
    const { stdout, stderr } = spawnSync('promtool', ['check', 'rules', '--lint=none', ...flags, file], { encoding: 'utf8' });
    const numbers = [...`${stdout}${stderr}`.matchAll(/group "g", rule (\d+), "r\d+": could not parse expression/g)];
    return new Set(numbers.map((match) => Number(match[1]) - 1));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
