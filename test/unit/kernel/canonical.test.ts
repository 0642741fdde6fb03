import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, isRecord, sortedEntries } from '../../../src/kernel/canonical.ts';

/** What it must say, by the standard's own function. */
function expected(value: unknown, indent?: number): string {
  const sorted = (_key: string, inner: unknown) => (isRecord(inner) ? Object.fromEntries(sortedEntries(inner)) : inner);
  return JSON.stringify(value, sorted, indent) ?? 'null';
}

const key = fc.string().filter((text) => !/^\d+$/.test(text) && text !== '__proto__'); // engines put whole numbers first
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(undefined, null, true, NaN, -0, 1e21, '\u2028"\\'),
    fc.double(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('tree')),
    fc.dictionary(key, tie('tree')),
  ),
}));

test.each([undefined, 2])('is JSON with sorted keys, indented by %s', (indent) => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(canonicalJson(value, indent)).toBe(expected(value, indent));
    }),
  );
});

test('whole numbers as keys stand in the order of texts, wherever they were put', () => {
  expect(canonicalJson({ b: 1, 9: 2, 10: 3 })).toBe('{"10":3,"9":2,"b":1}');
});
