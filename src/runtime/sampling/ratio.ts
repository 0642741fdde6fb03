import { randomnessOf } from '../traceparent.ts';
import { type SamplerKind, share } from './kind.ts';

export interface RatioOptions {
  /** The share of traces that is kept, 0 to 1. */
  readonly ratio: number;
}

/** A share of all, decided from the trace id: every process that asks for as much or more keeps it too. */
export const ratio: SamplerKind<RatioOptions> = {
  kind: 'ratio',
  decidesAt: 'start',
  isById: true,
  make: (options) => {
    const rate = share('ratio', options.ratio);
    return ({ traceId }) => ({ keep: randomnessOf(traceId) >= 1 - rate, rate, rule: 'ratio' });
  },
};
