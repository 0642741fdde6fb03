import { multiply, type Rational, toNumber } from '../../kernel/decimal.ts';
import type { Slo, Tier } from '../../model/slo.ts';

/** A stretch in which the same share of events is bad, after an error-free past. */
export interface Burn {
  /** The share of events that is bad, 0 to 1. */
  readonly errorRatio: number;
  /** Traffic while it lasts, in multiples of the usual. @default 1 */
  readonly times?: number;
  /** Usual events a second. @default so many that a handful of failures is there at once */
  readonly perSecond?: number | undefined;
}

/** The share of bad events that both windows of a tier must exceed. */
export function thresholdOf({ budget }: Slo, { factor }: Tier): Rational {
  return multiply(factor, budget);
}

/**
 * Milliseconds from the first bad event until a tier's alert fires; undefined where it never does.
 * A window of length W in which the last t are bad has a ratio of g·e·t / (W - t + g·t).
 */
export function detectionMs(slo: Slo, tier: Tier, burn: Burn): number | undefined {
  const threshold = toNumber(thresholdOf(slo, tier));
  const { errorRatio, times = 1 } = burn;
  if (times === 0 || errorRatio <= threshold) return undefined;
  const seen = threshold / (threshold + times * (errorRatio - threshold));
  const enough = failuresMs(slo, tier, burn);
  if (enough > tier.longMs) return undefined;
  return Math.max(Math.max(tier.longMs, tier.shortMs) * seen, enough) + tier.forMs;
}

/** Milliseconds from the last bad event until the alert is gone: the short window forgets first, or too few failures are left in the long one. */
export function resetMs(slo: Slo, tier: Tier, burn: Burn): number {
  const threshold = toNumber(thresholdOf(slo, tier));
  const { errorRatio, times = 1 } = burn;
  const above = times * (errorRatio - threshold);
  const forgotten = (Math.min(tier.shortMs, tier.longMs) * above) / (threshold + above);
  return Math.max(0, Math.min(forgotten, tier.longMs - failuresMs(slo, tier, burn))) + tier.keepFiringForMs;
}

/** The failures a tier wants besides its ratios, where all that happens is bad. `perSecond` is the usual traffic. */
export function fewestFailures(slo: Slo, tier: Tier, perSecond?: number): number {
  const guard = slo.lowTraffic;
  if (guard.kind === 'failures') return guard.atLeast;
  if (guard.kind === 'budget') return (toNumber(multiply(guard.share, slo.budget)) * (perSecond ?? 0) * slo.windowMs) / 1000;
  // the lower Wilson bound of b failures among b events is b / (b + z²)
  const threshold = toNumber(thresholdOf(slo, tier));
  return Math.floor((threshold * toNumber(guard.z) ** 2) / (1 - threshold)) + 1;
}

/** The time in which the fewest failures a tier wants come together. */
export function failuresMs(slo: Slo, tier: Tier, { errorRatio, times = 1, perSecond }: Burn): number {
  return perSecond === undefined ? 0 : (fewestFailures(slo, tier, perSecond) / (perSecond * times * errorRatio)) * 1000;
}

/** The share of the period's budget that is spent in a time. */
export function spentIn({ budget, windowMs }: Slo, milliseconds: number, { errorRatio, times = 1 }: Burn): number {
  return (errorRatio * times * milliseconds) / (toNumber(budget) * windowMs);
}

/** Events an hour below which a tier cannot fire even in a full outage: its long window never sees enough failures. */
export function lowestTrafficPerHour(slo: Slo, tier: Tier): number {
  return (fewestFailures(slo, tier) * HOUR) / tier.longMs;
}

/** Events an hour from which on the fewest failures cost no time: as many are there when the threshold is crossed. */
export function undelayedTrafficPerHour(slo: Slo, tier: Tier): number {
  return (fewestFailures(slo, tier) * HOUR) / (toNumber(thresholdOf(slo, tier)) * tier.longMs);
}

const HOUR = 3_600_000;
