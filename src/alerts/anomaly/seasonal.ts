import { printDuration } from '../../kernel/duration.ts';
import type { Duration } from '../../kernel/literals.ts';
import { define } from '../../kernel/place.ts';
import { duration, type Field, needed, positive } from '../field.ts';
import type { AlertProblem } from '../kind.ts';
import type { AnomalyMethod, MethodKind } from './method.ts';
import { lengthOf } from './sampled.ts';

export interface SeasonalOptions {
  /** How long a season is: a day, or a week where weekends differ. */
  readonly period: Duration;
  /** How many deviations from the same time of earlier seasons are still normal. @default 3 */
  readonly sigma?: number;
  /** How many seasons back. Prometheus must keep them. @default 7 of up to a day, 4 of longer ones */
  readonly cycles?: number;
  /** How long around the same time of each earlier season is taken together: as short as the steepest slope demands. @default '1h' */
  readonly around?: Duration;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Quartiles of a normal distribution lie this many deviations apart. */
const QUARTILES_APART = 1.349;
const FEWEST_CYCLES = 3;
const cyclesField: Field = {
  fits: (value) => Number.isInteger(value) && Number(value) >= FEWEST_CYCLES && Number(value) <= 12,
  wanted: 'a whole number from 3 to 12',
};

/**
 * Normal is what the same time of earlier seasons was. Expected is the median of their means, so that one holiday or incident counts for
 * nothing; the deviation is that within the hour and that between the seasons together, and `sigma` of them (3, if nothing is said) are
 * tolerated on either side. Seasons are of fixed length: the two changes of
 * the clock a year move a day by an hour. Compiles to recordings of the mean and deviation, read at offsets of whole seasons.
 */
export function seasonal(options: SeasonalOptions): AnomalyMethod<'seasonal'> {
  return define({ kind: 'anomaly-method', form: 'seasonal', options }, seasonal, options);
}

export const seasonalMethod: MethodKind<SeasonalOptions> = {
  form: 'seasonal',
  fields: { period: needed(duration), sigma: positive, cycles: cyclesField, around: duration },
  problems: (options) => [...periodProblems(options)],
  normal: (options, value, recorded) => {
    const { period, sigma = 3, cycles, around } = withDefaults(options);
    const window = `${value}[${printDuration(lengthOf(around))}]`;
    const means = recorded('earlier');
    const within = `quantile without (cycle) (0.5, ${earlier(recorded('deviation'), options)})`;
    const between = `(quantile without (cycle) (0.75, ${means}) - quantile without (cycle) (0.25, ${means})) / ${QUARTILES_APART}`;
    const enough = Math.floor(cycles / 2) + 1;
    return {
      ahead: [
        { operation: 'mean', promql: `avg_over_time(${window})` },
        { operation: 'deviation', promql: `stddev_over_time(${window})` },
        { operation: 'earlier', promql: earlier(recorded('mean'), options) },
      ],
      measured: value,
      expected: `quantile without (cycle) (0.5, ${means}) and count without (cycle) (${means}) >= ${enough}`,
      margin: `${sigma} * sqrt((${within}) ^ 2 + (${between}) ^ 2)`,
      historyMs: enough * lengthOf(period) + lengthOf(around),
      proof: { deviations: sigma, learnsMs: lengthOf(around), lastsMs: lengthOf(period) / 2, lagMs: 0 },
      meaning: `within ${sigma} deviations of the median of the same time in the last ${cycles} seasons of ${period}`,
    };
  },
};

/** A recording at the same time of earlier seasons, told apart by `cycle`. Its window ends at its sample, so half of it lies to either side. */
function earlier(name: string, options: SeasonalOptions): string {
  const { period, cycles, around } = withDefaults(options);
  return Array.from({ length: cycles }, (_, index) => {
    const back = printDuration((index + 1) * lengthOf(period) - lengthOf(around) / 2);
    return `label_replace(${name} offset ${back}, "cycle", "${index + 1}", "", "")`;
  }).join(' or ');
}

function* periodProblems(options: SeasonalOptions): Generator<AlertProblem> {
  const { period, around } = withDefaults(options);
  if (lengthOf(period) % HOUR !== 0) {
    yield {
      code: 'alert/season',
      message: `\`period\` is ${period}: no season lasts so long.`,
      fix: "take whole hours: '1d' for a day, '1w' where weekends differ",
    };
  }
  if (lengthOf(period) < 4 * lengthOf(around)) {
    yield {
      code: 'alert/season',
      message: `\`around\` is ${around}, too much of a season of ${period} to tell its times apart.`,
      fix: `take a quarter at most: around: '${printDuration(lengthOf(period) / 4)}'`,
    };
  }
}

function withDefaults(options: SeasonalOptions) {
  const { period, cycles = lengthOf(period) <= DAY ? 7 : 4, around = '1h' } = options;
  return { ...options, period, cycles, around };
}
