import { optionsOf } from '../options.ts';
import { positive } from '../sampling/kind.ts';
import type { ComponentHealth } from './check.ts';

export interface CircuitBreakerOptions {
  /** So many failures in a row open it. @default 5 */
  readonly failures?: number;
  /** So long nothing is tried; then one call is let through. @default 30 */
  readonly retryAfterSeconds?: number;
  /** After so long a call that was let through is given up on, and the next one is. @default 30 */
  readonly trialSeconds?: number;
  /** Milliseconds. @default `performance.now` */
  readonly now?: () => number;
}
export type CircuitState = 'closed' | 'open' | 'half-open';
export interface CircuitBreaker {
  /** Runs `work`, or fails at once with a `CircuitOpenError` where it would only fail late. */
  run<T>(work: () => Promise<T> | T): Promise<T>;
  state(): CircuitState;
  /** A health check of what it stands in front of. */
  check(): ComponentHealth;
}

export class CircuitOpenError extends Error {
  override readonly name = 'CircuitOpenError';
}

/** Spares a component that is down the calls, and its callers the waiting. What a call begun before it opened does then says nothing. */
export function circuitBreaker(options: CircuitBreakerOptions = {}): CircuitBreaker {
  const { failures = 5, now = () => performance.now() } = optionsOf('circuitBreaker', options);
  if (!Number.isInteger(failures) || failures < 1) throw new TypeError(`failures ${failures} is no number of failures from 1 on`);
  const retryAfterMs = positive('retryAfterSeconds', options.retryAfterSeconds ?? 30) * 1000;
  const trialMs = positive('trialSeconds', options.trialSeconds ?? 30) * 1000;
  let inARow = 0;
  let openUntil = Number.NEGATIVE_INFINITY;
  let tryingUntil = Number.NEGATIVE_INFINITY;
  let era = 0; // a new one begins when it opens and with each trial
  const state = (): CircuitState => {
    if (inARow < failures) return 'closed';
    return now() < openUntil || now() < tryingUntil ? 'open' : 'half-open';
  };
  const settled = (begun: number, works: boolean) => {
    if (begun !== era) return;
    tryingUntil = Number.NEGATIVE_INFINITY;
    inARow = works ? 0 : inARow + 1;
    if (inARow < failures) return;
    era++;
    openUntil = now() + retryAfterMs;
  };
  const begin = (): number => {
    const before = state();
    if (before === 'open') throw new CircuitOpenError(`not tried: ${inARow} failures in a row`);
    if (before === 'closed') return era;
    tryingUntil = now() + trialMs;
    return ++era;
  };
  return {
    state,
    run: async (work) => {
      const begun = begin();
      try {
        const result = await work();
        settled(begun, true);
        return result;
      } catch (failure) {
        settled(begun, false);
        throw failure;
      }
    },
    check: () => {
      const is = state();
      if (is === 'closed') return { status: 'healthy' };
      return { status: is === 'open' ? 'unhealthy' : 'degraded', detail: `${inARow} failures in a row` };
    },
  };
}
