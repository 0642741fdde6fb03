import { deviation, mean } from '../../kernel/moments.ts';
import { known } from '../statistics/grid.ts';
import { median, quantile } from '../statistics/quantile.ts';
import { beyond, eachStep, type Lengths, type Method, type Normal } from './method.ts';

const SIGMA = 3;
/** Quartiles of a normal distribution lie this many deviations apart. */
const QUARTILES_APART = 1.349;

/** Within three deviations of the median of the same time in earlier seasons; the deviation is that within the hour and between the seasons. */
export const seasonal: Method = {
  normals: (values, lengths, from) =>
    eachStep(values, from, (index, measured) => {
      const earlier = earlierSeasons(values, index, lengths);
      return earlier && { measured, ...earlier };
    }),
  says: (direction, { season, cycles }, duration) =>
    `more than ${SIGMA} deviations ${beyond(direction)} the median of this time in the last ${cycles} seasons of ${duration(season)}`,
};

function earlierSeasons(
  values: readonly (number | undefined)[],
  index: number,
  { season, cycles, around }: Lengths,
): Omit<Normal, 'measured'> | undefined {
  const half = Math.floor(around / 2);
  const cycle = Array.from({ length: cycles }, (_, back) => {
    const at = index - (back + 1) * season;
    return known(values, at - half, at + half + 1);
  }).filter((list) => list.length > half);
  if (cycle.length < Math.floor(cycles / 2) + 1) return undefined;
  const means = cycle.map(mean);
  const within = median(cycle.map(deviation));
  const between = (quantile(means, 0.75) - quantile(means, 0.25)) / QUARTILES_APART;
  return { expected: median(means), margin: SIGMA * Math.hypot(within, between) };
}

/** The share of the variance that the time within the season explains: 0 nothing, 1 all. https://otexts.com/fpp3/stlfeatures.html */
export function seasonStrength(normals: readonly (Normal | undefined)[]): number {
  const pairs = normals.flatMap((normal) =>
    normal ? [{ value: normal.measured, rest: normal.measured - normal.expected }] : [],
  );
  if (pairs.length === 0) return 0;
  // medians, so that incidents do not hide a season
  const spread = (list: readonly number[]) => quantile(list, 0.75) - quantile(list, 0.25);
  const all = spread(pairs.map(({ value }) => value));
  return all === 0 ? 0 : Math.max(0, 1 - (spread(pairs.map(({ rest }) => rest)) / all) ** 2);
}
