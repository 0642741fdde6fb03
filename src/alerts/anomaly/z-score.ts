import type { Duration } from '../../kernel/literals.ts';
import { define } from '../../kernel/place.ts';
import { duration, positive } from '../field.ts';
import type { AnomalyMethod, MethodKind } from './method.ts';
import { sampled, windowProblems } from './sampled.ts';

export interface ZScoreOptions {
  /** What is learnt from. @default '1d' */
  readonly window?: Duration;
  /** How many standard deviations from the mean are still normal. @default 3 */
  readonly sigma?: number;
  /** How much of the latest is left out of it, so that an incident does not raise its own bar. @default a twelfth of the window */
  readonly skip?: Duration;
}

/**
 * Normal is what lies within so many standard deviations of the mean. For what swings about one level: a season widens the deviation until
 * nothing is odd, and so does an earlier incident for as long as it is in the window. Compiles to `avg_over_time` and `stddev_over_time`.
 */
export function zScore(options: ZScoreOptions = {}): AnomalyMethod<'z-score'> {
  return define({ kind: 'anomaly-method', form: 'z-score', options }, zScore, options);
}

export const zScoreMethod: MethodKind<ZScoreOptions> = {
  form: 'z-score',
  fields: { window: duration, sigma: positive, skip: duration },
  problems: (options) => [...windowProblems('window', withDefaults(options))],
  normal: (options, value) => {
    const { sigma = 3 } = options;
    const window = withDefaults(options);
    const { over, enough, historyMs, windowMs, skipMs } = sampled(value, window);
    return {
      ahead: [],
      measured: value,
      expected: `${over('avg_over_time')} and ${enough}`,
      margin: `${sigma} * ${over('stddev_over_time')}`,
      historyMs,
      proof: { deviations: sigma, learnsMs: windowMs, lastsMs: skipMs, lagMs: 0 },
      meaning: `within ${sigma} standard deviations of the mean of ${window.window}`,
    };
  },
};

function withDefaults({ window = '1d', ...rest }: ZScoreOptions) {
  return { window, ...rest };
}
