import { BASE_MS, BASE_UP_TO_MS, groupIntervalMs, RAW_UP_TO_MS, stretchMs } from '../../derive/slo/timing.ts';
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

/** Reads windows the way the recordings are written: raw up to an hour, staged up to three days, longer ones from stretches. */
export function windowReader(slo: Slo, counts: EventCounts): WindowReader {
  const total = eventsIn(slo, counts.total);
  const bad = eventsIn(slo, counts.bad);
  const [interval, stretch] = [groupIntervalMs(slo), stretchMs(slo)];
  return {
    ratio: (windowMs, atMs) => bad(windowMs, atMs) / total(windowMs, atMs),
    bad,
    filled: (windowMs, atMs) => {
      const step = windowMs <= BASE_UP_TO_MS ? interval : stretch;
      return samplesIn(windowMs, atMs, step) / (windowMs / step);
    },
  };
}

/** Samples of a recording in a window that is open on the left; the first is one step after the beginning. */
function samplesIn(windowMs: number, atMs: number, stepMs: number): number {
  return Math.floor(atMs / stepMs) - Math.max(0, Math.floor((atMs - windowMs) / stepMs));
}

function eventsIn(slo: Slo, count: Count): (windowMs: number, atMs: number) => number {
  const [interval, stretch] = [groupIntervalMs(slo), stretchMs(slo)];
  const base = summedBase(interval, count);
  return (windowMs, atMs) => {
    if (windowMs <= RAW_UP_TO_MS) return count(atMs) - count(atMs - windowMs);
    if (windowMs <= BASE_UP_TO_MS) {
      const until = atMs - (RAW_UP_TO_MS - BASE_MS / 2);
      return count(atMs) - count(atMs - RAW_UP_TO_MS) + base(until) - base(until - (windowMs - RAW_UP_TO_MS));
    }
    const startOf = (moment: number) => Math.floor(moment / stretch) * stretch;
    return base(startOf(atMs)) - base(startOf(atMs - windowMs));
  };
}

/** The sum of all base recordings up to a moment, as events: each evaluation adds what the last five minutes had, by the interval. */
function summedBase(interval: number, count: Count): Count {
  const sums = [0];
  return (untilMs) => {
    const last = Math.max(0, Math.floor(untilMs / interval));
    for (let step = sums.length; step <= last; step += 1) {
      const at = step * interval;
      sums.push((sums[step - 1] ?? 0) + ((count(at) - count(at - BASE_MS)) * interval) / BASE_MS);
    }
    return sums[last] ?? 0;
  };
}
