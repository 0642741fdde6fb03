import { expect, test } from 'vitest';
import { betterOf } from '../../../src/operate/metrics/better.ts';

test('without definitions only `up` says which way is better', () => {
  expect(['avg', 'min', 'count'].map((number) => betterOf('up', number, undefined))).toEqual(['more', 'more', undefined]);
  expect(betterOf('errors_total', 'rate', undefined)).toBeUndefined();
});
