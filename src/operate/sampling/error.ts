import { zOf } from '../statistics/normal.ts';

/**
 * How far a count, corrected by the rate, may be off, as a share of itself: each event is kept with this rate on its own, so the
 * corrected count has the variance `n (1 - rate) / rate`. Infinite where nothing is kept.
 */
export function countError(events: number, rate: number, confidence: number): number {
  if (rate >= 1) return 0;
  if (events <= 0 || rate <= 0) return Number.POSITIVE_INFINITY;
  return zOf(confidence) * Math.sqrt((1 - rate) / (rate * events));
}

/** The least rate with which a count of so many is within `error` of itself, with this confidence. */
export function rateFor(events: number, error: number, confidence: number): number {
  if (events <= 0 || error <= 0) return 1;
  const z = zOf(confidence);
  return z ** 2 / (z ** 2 + error ** 2 * events);
}
