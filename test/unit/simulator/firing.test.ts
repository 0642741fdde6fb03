import { expect, test } from 'vitest';
import { statesOf } from '../../../definitions/simulator/firing.ts';

const STEP = 30;
/** A letter for each evaluation: `x` has an answer. States: `-`, `p`, `F`. */
function states(held: string, forSeconds: number, keepFiringSeconds = 0): string {
  const evaluated = Array.from(held, (_, index) => index * STEP);
  const answered = evaluated.filter((_, index) => held[index] === 'x');
  const found = statesOf(answered, evaluated, { forSeconds, keepFiringSeconds });
  return found.map((state) => (state === undefined ? '-' : state === 'firing' ? 'F' : 'p')).join('');
}

test.each([
  ['at once without `for`', '.xx.', 0, 0, '-FF-'],
  ['once it has held for as long', '.xxxx.', 60, 0, '-ppFF-'],
  ['not when it stops for one evaluation', 'xx.xx.', 60, 0, 'pp-pp-'],
  ['on for `keep_firing_for` after the first evaluation without an answer', 'xx.....', 0, 60, 'FFFF---'],
  ['on when the answer comes back in that time', 'x.x....', 0, 60, 'FFFFF--'],
  ['with nothing kept of what was only pending', 'x..', 60, 600, 'p--'],
])('an alert fires %s', (_, held, forSeconds, keepFiringSeconds, wanted) => {
  expect(states(held, forSeconds, keepFiringSeconds)).toBe(wanted);
});
