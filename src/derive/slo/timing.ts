import type { Slo } from '../../model/slo.ts';

const STANDARD_MS = 30_000;
/** A window should see at least this many evaluations. */
const EVALUATIONS = 4;

/** How often the rules of an SLO run. Fixed with the definition, because counts in its alerts depend on it. */
export function groupIntervalMs(slo: Slo): number {
  const shortest = Math.min(...slo.tiers.map((tier) => tier.shortMs));
  return Math.max(1000, Math.min(STANDARD_MS, Math.floor(shortest / EVALUATIONS / 1000) * 1000));
}
