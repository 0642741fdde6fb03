import type { Rational } from '../kernel/decimal.ts';

/** What a tier needs besides its ratios, so that one failure at night pages nobody. */
export type LowTraffic =
  | { readonly kind: 'failures'; readonly atLeast: number }
  | { readonly kind: 'budget'; readonly share: Rational }
  | {
      readonly kind: 'confidence';
      readonly level: string /** Standard deviations either side of the ratio. */;
      readonly z: Rational;
    };
