import type { Duration } from '../../kernel/literals.ts';
import { define } from '../../kernel/place.ts';
import { duration, positive } from '../field.ts';
import type { AnomalyMethod, MethodKind } from './method.ts';
import { sampled, windowProblems } from './sampled.ts';

export interface IqrOptions {
  /** What is learnt from. @default '1d' */
  readonly window?: Duration;
  /** How many times the distance of the quartiles beyond them is still normal: 1.5 is Tukey's "outside", 3 his "far out". @default 3 */
  readonly k?: number;
  /** How much of the latest is left out of it, so that an incident does not raise its own bar. @default a twelfth of the window */
  readonly skip?: Duration;
}

/**
 * Normal is what lies within `k` times the interquartile range of the quartiles. As `zScore`, but earlier incidents count for nothing
 * while they fill less than a quarter of the window. Compiles to `quantile_over_time`.
 */
export function iqr(options: IqrOptions = {}): AnomalyMethod<'iqr'> {
  return define({ kind: 'anomaly-method', form: 'iqr', options }, iqr, options);
}

export const iqrMethod: MethodKind<IqrOptions> = {
  form: 'iqr',
  fields: { window: duration, k: positive, skip: duration },
  problems: (options) => [...windowProblems('window', withDefaults(options))],
  normal: (options, value, recorded) => {
    const { k = 3 } = options;
    const window = withDefaults(options);
    const { over, enough, historyMs, windowMs, skipMs } = sampled(value, window);
    const [low, high] = [recorded('quartile_low'), recorded('quartile_high')];
    return {
      ahead: [
        { operation: 'quartile_low', promql: `${over('quantile_over_time', '0.25')} and ${enough}` },
        { operation: 'quartile_high', promql: over('quantile_over_time', '0.75') },
      ],
      measured: value,
      // the middle of the fences, so that they lie equally far to both sides
      expected: `(${low} + ${high}) / 2`,
      margin: `${k + 0.5} * (${high} - ${low})`,
      historyMs,
      proof: { deviations: 2 * k + 1, learnsMs: windowMs, lastsMs: skipMs, lagMs: 0 },
      meaning: `within ${k} times the interquartile range of the quartiles of ${window.window}`,
    };
  },
};

function withDefaults({ window = '1d', ...rest }: IqrOptions) {
  return { window, ...rest };
}
