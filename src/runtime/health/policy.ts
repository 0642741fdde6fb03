import { oneOfWords } from '../options.ts';
import type { HealthStatus } from './check.ts';

/** How many components have to be up for the whole to be. */
export type HealthPolicy = 'all-up' | 'majority-up' | 'any-up';

/** How many may be down, of so many. */
const SPARED: Readonly<Record<HealthPolicy, (count: number) => number>> = {
  'all-up': () => 0,
  'majority-up': (count) => Math.ceil(count / 2) - 1,
  'any-up': (count) => count - 1,
};

/** A policy, or a `TypeError` with those there are. */
export function knownPolicy(policy: HealthPolicy): HealthPolicy {
  return oneOfWords('health: policy', policy, Object.keys(SPARED) as HealthPolicy[]); // its keys are all of them
}

/** Down where more are down than the policy spares; degraded where any is not up; healthy else, also of nothing. */
export function together(policy: HealthPolicy, all: readonly HealthStatus[]): HealthStatus {
  if (all.length === 0) return 'healthy';
  const down = all.filter((status) => status === 'unhealthy').length;
  if (down > SPARED[policy](all.length)) return 'unhealthy';
  return all.every((status) => status === 'healthy') ? 'healthy' : 'degraded';
}
