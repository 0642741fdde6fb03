import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, isRecord, sortedEntries } from '../../../src/kernel/canonical.ts';

/** What it must say, by the standard's own function. */
function expected(value: unknown, indent?: number): string {
  const sorted = (_key: string, inner: unknown) => (isRecord(inner) ? Object.fromEntries(sortedEntries(inner)) : inner);
  return JSON.stringify(value, sorted, indent) ?? 'null';
}

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(undefined, null, true, NaN, -0, 1e21, '\u2028"\\'),
    fc.double(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('tree')),
    fc.dictionary(fc.string(), tie('tree')),
  ),
}));

test.each([undefined, 2])('is JSON with sorted keys, indented by %s', (indent) => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(canonicalJson(value, indent)).toBe(expected(value, indent));
    }),
  );
});

test('keeps a field that is called like the prototype', () => {
  expect(canonicalJson(JSON.parse('{"b":1,"__proto__":2}'))).toBe('{"__proto__":2,"b":1}');
});
