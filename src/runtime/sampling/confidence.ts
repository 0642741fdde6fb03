import { OVERFLOW } from '../cells.ts';
import { reasonOf, warnOnce } from '../failure.ts';
import { printRefused } from '../print.ts';
import { randomnessOf } from '../traceparent.ts';
import { positive, type SamplerKind, type StartedTrace } from './kind.ts';

/** Quantiles of the normal distribution for two-sided intervals. */
const Z = { '90%': 1.6449, '95%': 1.96, '99%': 2.5758 } as const;

export interface ConfidenceOptions {
  /** The share of traces with any property is known to so much either way: 0.01 is one percentage point. */
  readonly halfWidth: number;
  /** How surely. @default '95%' */
  readonly level?: keyof typeof Z;
  /** What the interval holds for each of. @default the name of the first span, also where this fails, with one warning */
  readonly by?: (trace: StartedTrace) => string;
  /** It holds anew in each window of this length. @default 60 */
  readonly windowSeconds?: number;
  /** Milliseconds. @default `performance.now` */
  readonly now?: () => number;
}

/** Different `by` that are told apart. */
const MAX_KEYS = 1_000;

/**
 * As many as a stated interval needs, whatever the traffic turns out to be: the first `m` of a window are all kept, the `k`th of
 * those that follow with the share `m / k`. Weighted by `1 / rate`, N traces then have the variance s²(N-m)²/(2mN²), which is
 * below s²/(2m); so `m` is half of what a plain sample would need.
 */
export const confidence: SamplerKind<ConfidenceOptions> = {
  kind: 'confidence',
  decidesAt: 'start',
  isById: true,
  make: ({ halfWidth, level = '95%', by = ({ name }) => name, windowSeconds = 60, now = () => performance.now() }) => {
    if (!Object.hasOwn(Z, level)) throw new TypeError(`level ${printRefused(level)} is none of ${Object.keys(Z).join(', ')}`);
    const plain = (Z[level] / (2 * positive('halfWidth', halfWidth))) ** 2; // of a share of one half, the widest
    const first = Math.ceil(plain / 2);
    const window = positive('windowSeconds', windowSeconds) * 1000;
    const seen = new Map<string, number>();
    const keyOf = keyed(by);
    let end = now() + window;
    return (trace) => {
      const time = now();
      if (time >= end || time < end - window) {
        seen.clear();
        end = time + window;
      }
      const wanted = keyOf(trace);
      const key = seen.has(wanted) || seen.size < MAX_KEYS ? wanted : OVERFLOW;
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      const rate = Math.min(1, first / count);
      return { keep: randomnessOf(trace.traceId) >= 1 - rate, rate, rule: count <= first ? 'first' : 'rest' };
    };
  },
};

function keyed(by: (trace: StartedTrace) => string): (trace: StartedTrace) => string {
  const warn = warnOnce();
  return (trace) => {
    try {
      return by(trace);
    } catch (failure) {
      warn(`sampler confidence: by() failed: ${reasonOf(failure)}; the name of the trace is used`);
      return trace.name;
    }
  };
}
