import { deviation, mean } from '../../kernel/moments.ts';
import { known } from '../statistics/grid.ts';
import { beyond, eachStep, type Method } from './method.ts';

const SIGMA = 3;

/** Within three standard deviations of the mean. For what swings about one level. */
export const zScore: Method = {
  normals: (values, { window, skip }, from) =>
    eachStep(values, from, (index, measured) => {
      const learnt = known(values, index - skip - window, index - skip);
      if (learnt.length < window / 2) return undefined;
      return { measured, expected: mean(learnt), margin: SIGMA * deviation(learnt) };
    }),
  says: (direction, { window }, duration) =>
    `more than ${SIGMA} standard deviations ${beyond(direction)} the mean of ${duration(window)}`,
};
