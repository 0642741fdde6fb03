import type { ComponentHealth } from './check.ts';

export interface CircuitBreakerOptions {
  /** So many failures in a row open it. @default 5 */
  readonly failures?: number;
  /** So long nothing is tried; then one call is let through. @default 30 */
  readonly retryAfterSeconds?: number;
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

/** Spares a component that is down the calls, and its callers the waiting. */
export function circuitBreaker(options: CircuitBreakerOptions = {}): CircuitBreaker {
  const { failures = 5, retryAfterSeconds = 30, now = () => performance.now() } = options;
  let inARow = 0;
  let openUntil = Number.NEGATIVE_INFINITY;
  let isTrying = false;
  const state = (): CircuitState => {
    if (inARow < failures) return 'closed';
    return now() < openUntil || isTrying ? 'open' : 'half-open';
  };
  return {
    state,
    run: async (work) => {
      const before = state();
      if (before === 'open') throw new CircuitOpenError(`not tried: ${inARow} failures in a row`);
      isTrying = before === 'half-open';
      try {
        const result = await work();
        inARow = 0;
        return result;
      } catch (failure) {
        inARow++;
        if (inARow >= failures) openUntil = now() + retryAfterSeconds * 1000;
        throw failure;
      } finally {
        isTrying = false;
      }
    },
    check: () => {
      const is = state();
      if (is === 'closed') return { status: 'healthy' };
      return { status: is === 'open' ? 'unhealthy' : 'degraded', detail: `${inARow} failures in a row` };
    },
  };
}
