import { known } from '../statistics/grid.ts';
import { quantileOfSorted } from '../statistics/quantile.ts';
import { beyond, eachStep, type Method } from './method.ts';

/** Tukey's "far out". */
const K = 3;

/** Within three interquartile ranges of the quartiles. Earlier incidents count for nothing while they fill less than a quarter of the window. */
export const iqr: Method = {
  normals: (values, { window, skip }, from) =>
    eachStep(values, from, (index, measured) => {
      const learnt = known(values, index - skip - window, index - skip).sort((a, b) => a - b);
      if (learnt.length < window / 2) return undefined;
      const [low, high] = [quantileOfSorted(learnt, 0.25), quantileOfSorted(learnt, 0.75)];
      // the middle of the fences, so that they lie equally far to both sides
      return { measured, expected: (low + high) / 2, margin: (K + 0.5) * (high - low) };
    }),
  says: (direction, { window }, duration) =>
    `more than ${K} times the distance of the quartiles ${beyond(direction)} those of ${duration(window)}`,
};
