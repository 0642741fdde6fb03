import { collectorHash, collectorThreshold, isWithin } from './collector-hash.ts';
import { type EndedTrace, type SamplerKind, share } from './kind.ts';

export interface ErrorBiasedOptions {
  /** Keep every trace that holds an error. @default true */
  readonly keepErrors?: boolean;
  /** Keep every trace that took as long or longer. @default none is kept for being slow */
  readonly keepSlowerThanMs?: number;
  /** The share of all others that is kept, 0 to 1. */
  readonly otherwise: number;
}

/** Decides as the collector's `tail_sampling` does, from the same hash of the trace id: what is kept here is kept there. */
export const errorBiased: SamplerKind<ErrorBiasedOptions, EndedTrace> = {
  kind: 'error-biased',
  decidesAt: 'end',
  make: ({ keepErrors = true, keepSlowerThanMs = Number.POSITIVE_INFINITY, otherwise }) => {
    const rate = share('otherwise', otherwise);
    const threshold = collectorThreshold(rate);
    return ({ traceId, isError, durationMs }) => {
      if (keepErrors && isError) return { keep: true, rate: 1, rule: 'error' };
      if (Math.floor(durationMs) >= keepSlowerThanMs) return { keep: true, rate: 1, rule: 'slow' };
      return { keep: rate > 0 && isWithin(collectorHash(traceId), threshold), rate, rule: 'rest' };
    };
  },
};
