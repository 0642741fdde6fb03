import { deviation, mean } from '../../kernel/moments.ts';
import { known } from '../statistics/grid.ts';
import { beyond, eachStep, type Method } from './method.ts';

const SIGMA = 2;
/** Six hours, where a window is a day. */
const BEFORE_SHARE = 4;

/** A mean of a quarter of an hour that stays within two standard deviations of what was before: sees small lasting shifts, deaf to spikes. */
export const levelShift: Method = {
  normals: (values, { window, level }, from) =>
    eachStep(values, from, (index) => {
      const now = known(values, index - level + 1, index + 1);
      const before = known(values, index - level + 1 - window / BEFORE_SHARE, index - level + 1);
      if (before.length < window / BEFORE_SHARE / 2 || now.length < level / 2) return undefined;
      return { measured: mean(now), expected: mean(before), margin: SIGMA * deviation(before) };
    }),
  says: (direction, { window, level }, duration) =>
    `the mean of ${duration(level)} is more than ${SIGMA} standard deviations ${beyond(direction)} that of the ${duration(window / BEFORE_SHARE)} before`,
};
