import type { Tracing } from '../../model/telemetry.ts';
import { countError, rateFor } from './error.ts';
import { presentRate } from './present-rate.ts';

export interface SamplingAim {
  /** How far counts may be off, as a share. */
  readonly error: number;
  readonly confidence: number;
}

/** What a service does in one window that counts are made over. */
export interface Traffic {
  readonly events: number;
  readonly failed: number;
  /** How long that window is. */
  readonly seconds: number;
}

export interface SamplingJudgement {
  readonly service: string;
  readonly type: Tracing['sampling']['type'];
  readonly events: number;
  readonly failed: number;
  /** The share of what did not fail that is kept, as the definitions have it. */
  readonly rate: number;
  /** The share of failures that is kept. */
  readonly failedRate: number;
  /** Traces kept in a window. */
  readonly kept: number;
  /** How far the count of everything may be off. */
  readonly countError: number;
  /** How far the count of failures may be off. */
  readonly failedError: number;
  /** The least rate for the error that is allowed. */
  readonly bestRate: number;
  /** Traces kept with it. */
  readonly bestKept: number;
  readonly verdict: 'too little' | 'right' | 'too much';
}

/** Twice what is needed is too much; anything below what is needed is too little. */
const TOO_MUCH = 2;

/** How good the present rate of a service is for counts, and what it costs. A tail sampler that keeps failures counts them exactly. */
export function judgeSampling(
  { sampling, service }: Tracing,
  traffic: Traffic,
  { confidence, error }: SamplingAim,
): SamplingJudgement {
  const { events, failed } = traffic;
  const rate = presentRate(sampling, traffic);
  const keepsFailed = sampling.type === 'tail' && sampling.keepErrors;
  const failedRate = keepsFailed ? 1 : rate;
  // where failures are kept anyway the rate is for the rest; else failures, which are fewer, need the higher one
  const good = Math.max(0, events - failed);
  const bestRate = keepsFailed ? rateFor(good, error, confidence) : rateFor(failed > 0 ? failed : events, error, confidence);
  const keptWith = (share: number) => good * share + failed * (keepsFailed ? 1 : share);
  const [kept, bestKept] = [keptWith(rate), keptWith(bestRate)];
  return {
    service: service.name,
    type: sampling.type,
    events,
    failed,
    rate,
    failedRate,
    kept,
    countError: wholeError(keepsFailed ? good : events, events, rate, confidence),
    failedError: countError(failed, failedRate, confidence),
    bestRate,
    bestKept,
    verdict: rate < bestRate ? 'too little' : rate > Math.min(1, bestRate * TOO_MUCH) ? 'too much' : 'right',
  };
}

/** The error of the sampled part, as a share of the whole. */
function wholeError(sampled: number, events: number, rate: number, confidence: number): number {
  const own = countError(sampled, rate, confidence);
  return own === 0 || events === 0 || sampled === 0 ? own : (own * sampled) / events;
}
