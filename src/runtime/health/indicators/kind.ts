import type { HealthCheck } from '../check.ts';

/** From `warning` on a component is degraded, from `critical` on it is down. */
export interface Limits {
  readonly warning: number;
  readonly critical: number;
}

/** How one kind of component is asked how it is. */
export interface IndicatorKind<O> {
  readonly kind: string;
  check(options: O): HealthCheck;
}
