import { describe, expect, test } from 'vitest';
import { AGGREGATORS, FUNCTIONS, type ValueType } from '../../../../src/query/promql/functions.ts';
import { parsePromql } from '../../../../src/query/promql/parse.ts';
import { printPromql } from '../../../../src/query/promql/print.ts';
import { CORPUS, MULTI_LINE } from './corpus.ts';
import { FEATURES, MISSING, refusedBy, VERSION } from './promtool.ts';

// An empty expression is refused for another reason, by the rule file.
const EXPRESSIONS = [...CORPUS, ...MULTI_LINE.filter((text) => text !== '')];

describe.runIf(MISSING === '')(`promtool 3.15 (${MISSING || VERSION})`, () => {
  test('takes and refuses the expressions promtool does', () => {
    const refused = refusedBy(EXPRESSIONS);
    const ours = EXPRESSIONS.map((text, index) => ({ text, invalid: parsePromql(text).problems.length > 0, index }));
    const different = ours.filter(({ invalid, index }) => invalid !== refused.has(index));
    expect(different.map(({ text, invalid }) => `${invalid ? 'we refuse' : 'we take'} ${text}`)).toEqual([]);
    expect(refused.size).toBeGreaterThan(150);
    expect(EXPRESSIONS.length - refused.size).toBeGreaterThan(150);
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
      const refused = refusedBy(all, experimental ? FEATURES : []);
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
    expect([...refused.keys()].map((index) => printed[index])).toEqual([]);
  });
});

const SAMPLES: Readonly<Record<ValueType, string>> = { scalar: '1', vector: 'up', matrix: 'up[5m]', string: '"a"' };
