import type { Firing } from './measure.ts';
import type { Incident } from './synthetic.ts';

/** How a method did on one pattern, over all its series. */
export interface Score {
  readonly incidents: number;
  readonly detected: number;
  /** Minutes from the beginning of each detected incident until it fired, shortest first. */
  readonly delays: readonly number[];
  readonly alarms: number;
  /** Alarms that began outside every incident. */
  readonly falseAlarms: number;
}

export const NOTHING: Score = { incidents: 0, detected: 0, delays: [], alarms: 0, falseAlarms: 0 };

/** An incident is detected if an alarm begins in it; an alarm is false if it begins outside every incident and what follows one. */
export function scoreOf(incidents: readonly Incident[], firings: readonly Firing[], afterMinutes: number): Score {
  const delays = incidents.flatMap(({ from, to }) => {
    const first = firings.find((firing) => firing.from >= from && firing.from < to);
    return first ? [first.from - from] : [];
  });
  const isFalse = ({ from }: Firing) => !incidents.some((one) => from >= one.from && from < one.to + afterMinutes);
  return {
    incidents: incidents.length,
    detected: delays.length,
    delays,
    alarms: firings.length,
    falseAlarms: firings.filter(isFalse).length,
  };
}

export function together(scores: readonly Score[]): Score {
  return scores.reduce(
    (sum, one) => ({
      incidents: sum.incidents + one.incidents,
      detected: sum.detected + one.detected,
      delays: [...sum.delays, ...one.delays].sort((a, b) => a - b),
      alarms: sum.alarms + one.alarms,
      falseAlarms: sum.falseAlarms + one.falseAlarms,
    }),
    NOTHING,
  );
}
