import { positive, type SamplerKind } from './kind.ts';

export interface RateLimitedOptions {
  /** How many traces are kept in a second at most; as many at once after a quiet second. */
  readonly perSecond: number;
  /** Milliseconds. @default `performance.now` */
  readonly now?: () => number;
}

/** A token bucket. A trace that is kept stands for those dropped since the last one too, so their sum is the exact count. */
export const rateLimited: SamplerKind<RateLimitedOptions> = {
  kind: 'rate-limited',
  decidesAt: 'start',
  make: ({ perSecond, now = () => performance.now() }) => {
    const capacity = Math.max(1, positive('perSecond', perSecond));
    let tokens = capacity;
    let at = now();
    let dropped = 0;
    return () => {
      const time = now();
      if (time > at) tokens = Math.min(capacity, tokens + ((time - at) / 1000) * perSecond); // a clock that is set back takes none
      if (Number.isFinite(time)) at = time;
      const rate = 1 / (dropped + 1);
      const keep = tokens >= 1;
      dropped = keep ? 0 : dropped + 1;
      if (keep) tokens--;
      return { keep, rate, rule: 'rate-limited' };
    };
  },
};
