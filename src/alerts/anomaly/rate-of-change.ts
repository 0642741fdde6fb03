import { ONE, parseDecimal, printDecimal } from '../../kernel/decimal.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { Duration } from '../../kernel/literals.ts';
import { define } from '../../kernel/place.ts';
import { duration, type Field, needed } from '../field.ts';
import type { AnomalyMethod, MethodKind } from './method.ts';
import { lengthOf } from './sampled.ts';

export interface RateOfChangeOptions {
  /** Held against what it was this long ago. */
  readonly over: Duration;
  /** How much of that it may have moved: `'50%'`, `'200%'`. */
  readonly by: `${number}%`;
}

const share: Field = {
  fits: (value) => typeof value === 'string' && /^\d+(?:\.\d+)?%$/.test(value) && Number.parseFloat(value) > 0,
  wanted: "a share above zero: '50%', '200%'",
};

/**
 * Normal is what has moved by less than a share of what it was. It knows nothing of noise or season: a share above what both do is for
 * the author to choose. Fires on the way back too unless the direction is `'rise'` or `'drop'`. Compiles to `offset`.
 */
export function rateOfChange(options: RateOfChangeOptions): AnomalyMethod<'rate-of-change'> {
  return define({ kind: 'anomaly-method', form: 'rate-of-change', options }, rateOfChange, options);
}

export const rateOfChangeMethod: MethodKind<RateOfChangeOptions> = {
  form: 'rate-of-change',
  fields: { over: needed(duration), by: needed(share) },
  normal: ({ over, by }, value) => {
    const before = `${value} offset ${printDuration(lengthOf(over))}`;
    const moved = printDecimal(parseDecimal(by) ?? ONE);
    return {
      ahead: [],
      measured: value,
      expected: before,
      margin: `${moved} * abs(${before})`,
      historyMs: lengthOf(over),
      proof: { share: Number(moved), learnsMs: lengthOf(over), lastsMs: lengthOf(over), lagMs: 0 },
      meaning: `within ${by} of what it was ${over} ago`,
    };
  },
};
