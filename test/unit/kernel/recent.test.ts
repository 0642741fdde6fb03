import { expect, test } from 'vitest';
import { recent } from '../../../src/kernel/recent.ts';

test('a value stays until as many others were kept', () => {
  const keep = recent<string>(2);
  const [one, two] = [keep('one'), keep('two')];
  expect([one.value, two.value]).toEqual(['one', 'two']);
  const three = keep('three');
  expect([one.value, two.value, three.value]).toEqual([undefined, 'two', 'three']);
});
