import { expect, test } from 'vitest';
import { compareBaseline, remembered, welch } from '../../../src/operate/baseline/compare.ts';
import { Random } from '../../support/random.ts';

const judgement = { leastShare: 0.05, mostChance: 0.05 };
/** Student's sleep data (Biometrika 6, 1908): extra hours of sleep with two drugs. */
const FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
const SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
const kept = (name: string, values: readonly number[]) => {
  const found = remembered(name, name, values);
  if (!found) throw new Error('too few');
  return found;
};

test("Welch's test of Student's sleep data gives what R's t.test gives", () => {
  const [a, b] = [FIRST, SECOND].map((values) => ({ ...kept('x', values), effective: values.length }));
  expect(welch(a, b)).toBeCloseTo(0.07939, 5);
});

test('what moved is told from what only scatters', () => {
  const random = new Random(11);
  const noisy = (level: number) => Array.from({ length: 240 }, () => level + 10 * (random.next() - 0.5));
  const then = [kept('moved', noisy(100)), kept('same', noisy(100)), kept('little', noisy(1000)), kept('gone', noisy(1))];
  const now = [kept('moved', noisy(120)), kept('same', noisy(100)), kept('little', noisy(1020)), kept('new', noisy(1))];
  const verdicts = Object.fromEntries(compareBaseline(then, now, judgement).map(({ name, verdict }) => [name, verdict]));
  expect(verdicts).toEqual({ moved: 'higher', same: 'same', little: 'same', gone: 'gone', new: 'new' });
});

test('of a thousand comparisons of nothing few are finds', () => {
  const random = new Random(5);
  const list = () =>
    Array.from({ length: 1000 }, (_, index) =>
      kept(
        `m${index}`,
        Array.from({ length: 60 }, () => random.next()),
      ),
    );
  const found = compareBaseline(list(), list(), { leastShare: 0, mostChance: 0.05 }).filter(({ verdict }) => verdict !== 'same');
  expect(found.length).toBeLessThanOrEqual(2);
});

test('a slow series is less of a proof than a quick one', () => {
  const slow = Array.from({ length: 240 }, (_, index) => 100 + 10 * Math.sin(index / 80));
  expect(kept('slow', slow).effective).toBeLessThan(10);
  expect(remembered('x', 'x', [1, 2])).toBeUndefined();
});
