import { printDuration } from '../../kernel/duration.ts';
import type { Duration } from '../../kernel/literals.ts';
import { define } from '../../kernel/place.ts';
import { duration, positive } from '../field.ts';
import type { AlertProblem } from '../kind.ts';
import type { AnomalyMethod, MethodKind } from './method.ts';
import { lengthOf, sampled, windowProblems } from './sampled.ts';

export interface LevelShiftOptions {
  /** The level now is the mean of this long. @default '15m' */
  readonly window?: Duration;
  /** The level before is the mean of this long, which ends where `window` begins. @default '6h' */
  readonly before?: Duration;
  /** How many standard deviations of single values before it may move. @default 2 */
  readonly sigma?: number;
}

/**
 * Normal is a mean that stays where it was. Means are steadier than single values, so it sees smaller shifts than `zScore` and is deaf
 * to single spikes. It falls silent when the new level has become what was before. Compiles to `avg_over_time` and `stddev_over_time`.
 */
export function levelShift(options: LevelShiftOptions = {}): AnomalyMethod<'level-shift'> {
  return define({ kind: 'anomaly-method', form: 'level-shift', options }, levelShift, options);
}

export const levelShiftMethod: MethodKind<LevelShiftOptions> = {
  form: 'level-shift',
  fields: { window: duration, before: duration, sigma: positive },
  problems: ({ window = '15m', before = '6h' }) => [
    ...windowProblems('before', { window: before }),
    ...(lengthOf(before) < 4 * lengthOf(window) ? [tooAlike(window)] : []),
  ],
  normal: ({ window = '15m', before = '6h', sigma = 2 }, value, recorded) => {
    const { over, enough, historyMs, windowMs, skipMs } = sampled(value, { window: before, skip: window });
    return {
      ahead: [{ operation: 'level', promql: `avg_over_time(${value}[${printDuration(lengthOf(window))}])` }],
      measured: recorded('level'),
      expected: `${over('avg_over_time')} and ${enough}`,
      margin: `${sigma} * ${over('stddev_over_time')}`,
      historyMs,
      proof: { deviations: sigma, learnsMs: windowMs, lastsMs: skipMs, lagMs: skipMs },
      meaning: `a mean of ${window} within ${sigma} standard deviations of the mean of the ${before} before`,
    };
  },
};

function tooAlike(window: string): AlertProblem {
  return {
    code: 'alert/short-history',
    message: '`before` is not much longer than `window`, so that one mean moves with the other.',
    fix: `take at least four times as long: before: '${printDuration(4 * lengthOf(window))}'`,
  };
}
