import { expect, test } from 'vitest';
import { testNames } from '../../../src/check/test-names.ts';

const SOURCE = `
import { describe, it, test } from 'vitest';
describe("a shop", () => {
  it('takes what it\\'s given', () => expect(latest('no name')).toBe(1));
  it.concurrent(\`is open\`, () => {});
  test.each([['a (b', { c: '"' }]])('sells %s', () => {});
  it.each<[string, Map<string, 'x'>]>([
    ['y', new Map()],
  ])('has %s', () => {});
  test.each\`
    a | b
    \${1} | \${'q'}
  \`('adds $a', () => {});
  test(name, () => contest('neither'));
  pattern.test('nor this');
});
`;

test('names are what calls of test, it and describe begin with, after the table of `each`', () => {
  expect(testNames(SOURCE)).toEqual(['a shop', "takes what it's given", 'is open', 'sells %s', 'has %s', 'adds $a']);
});
