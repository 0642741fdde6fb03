import { COUNTED_UP_TO_MS, groupIntervalMs, lateMs, stretchMs } from '../../derive/slo/timing.ts';
import type { Slo } from '../../model/slo.ts';
import type { EventCounts } from './event-counts.ts';

/** What the recordings of an SLO say of a window that ends at a moment. */
export interface WindowReader {
  /** NaN where nothing happened in it. */
  ratio(windowMs: number, atMs: number): number;
  bad(windowMs: number, atMs: number): number;
  /** The share of the window that was measured. */
  filled(windowMs: number, atMs: number): number;
}

type Count = (atMs: number) => number;

/** Reads windows the way the recordings are written: sums of what each evaluation counted, beyond three days of stretches. */
export function windowReader(slo: Slo, counts: EventCounts): WindowReader {
  const total = eventsIn(slo, counts.total);
  const bad = eventsIn(slo, counts.bad);
  const [interval, stretch] = [groupIntervalMs(slo), stretchMs(slo)];
  return {
    ratio: (windowMs, atMs) => bad(windowMs, atMs) / total(windowMs, atMs),
    bad,
    filled: (windowMs, atMs) => {
      const step = windowMs <= COUNTED_UP_TO_MS ? interval : stretch;
      return samplesIn(windowMs, atMs, step) / (windowMs / step);
    },
  };
}

/** Samples of a recording in a window that is open on the left; the first is one step after the beginning. */
function samplesIn(windowMs: number, atMs: number, stepMs: number): number {
  return Math.floor(atMs / stepMs) - Math.max(0, Math.floor((atMs - windowMs) / stepMs));
}

function eventsIn(slo: Slo, count: Count): (windowMs: number, atMs: number) => number {
  const [interval, stretch, late] = [groupIntervalMs(slo), stretchMs(slo), lateMs(slo)];
  return (windowMs, atMs) => {
    const inStretches = windowMs > COUNTED_UP_TO_MS;
    const startOf = (moment: number) => (inStretches ? Math.floor(moment / stretch) * stretch - interval : moment) - late;
    return count(startOf(atMs)) - count(startOf(atMs - windowMs));
  };
}
