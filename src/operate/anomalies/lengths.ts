import type { Lengths } from './method.ts';

const HOUR = 3600;
const WINDOW = 24 * HOUR;
const LEVEL = 900;

/** The lengths in steps: a window of a day with a twelfth left out, an hour around each season, a level of a quarter of an hour. */
export function lengthsOf(asked: { readonly stepSeconds: number; readonly seasonMs: number; readonly historyMs: number }): Lengths {
  const steps = (seconds: number, least = 1) => Math.max(least, Math.round(seconds / asked.stepSeconds));
  return {
    window: steps(WINDOW),
    skip: steps(WINDOW / 12),
    season: steps(asked.seasonMs / 1000),
    cycles: Math.max(1, Math.floor(asked.historyMs / asked.seasonMs)),
    around: steps(HOUR, 3),
    level: steps(LEVEL, 3),
  };
}
