import { expect, test } from 'vitest';
import { remembered } from '../../../src/kernel/remembered.ts';

test('is worked out once for each object', () => {
  const asked: object[] = [];
  const answer = remembered((of: object) => {
    asked.push(of);
    return undefined;
  });
  const [one, other] = [{}, {}];
  for (const of of [one, other, one]) expect(answer(of)).toBeUndefined();
  expect(asked).toEqual([one, other]);
});
