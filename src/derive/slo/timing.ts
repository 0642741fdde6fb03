import type { Slo } from '../../model/slo.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STANDARD_MS = 30 * SECOND;
/** A window should see at least this many evaluations. */
const EVALUATIONS = 4;

/** The window of the base recordings, which boards, composites and `SloNoData` read. */
export const BASE_MS = 5 * MINUTE;
/** Up to here a window is the sum of what each evaluation counted; longer ones are summed from the stretches. */
export const COUNTED_UP_TO_MS = 3 * DAY;
/** As long as a scrape may take before its samples are stored, by the default of Prometheus. */
const STORED_MS = 10 * SECOND;
/** The window the burn rate shown on boards is taken over. */
export const BURN_MS = HOUR;

/** How long a stretch of the period may be: the first of these that divides it into few enough. */
const STRETCHES = [MINUTE, BASE_MS, 15 * MINUTE, HOUR];
const MOST_STRETCHES = 8640;

/** How often the rules of an SLO run. Fixed with the definition, because counts in its alerts depend on it. */
export function groupIntervalMs(slo: Slo): number {
  const shortest = Math.min(...slo.tiers.map((tier) => tier.shortMs));
  return Math.max(SECOND, Math.min(STANDARD_MS, Math.floor(shortest / EVALUATIONS / SECOND) * SECOND));
}

/** How long ago the events end that an evaluation counts: one that read up to now would miss scrapes on their way, and so would the next. */
export function lateMs(slo: Slo): number {
  return Math.min(STORED_MS, groupIntervalMs(slo));
}

/** How long ago the middle of a stretch was, when it is recorded: an evaluation after the last that counted for it. */
export function behindMs(slo: Slo, isComposed: boolean): number {
  const counted = isComposed ? BASE_MS / 2 : lateMs(slo) + groupIntervalMs(slo) / 2;
  return stretchMs(slo) / 2 + groupIntervalMs(slo) + counted;
}

/** The stretch of time whose events are one sample of the period: thirty days are 8,640 samples instead of 86,400. */
export function stretchMs(slo: Slo): number {
  const longest = Math.max(slo.windowMs, ...slo.tiers.map((tier) => tier.longMs));
  const interval = groupIntervalMs(slo);
  const fits = (length: number) => length >= interval && longest / length <= MOST_STRETCHES;
  return longest / interval <= MOST_STRETCHES / 10 ? interval : (STRETCHES.find(fits) ?? HOUR);
}

/** How far back its rules look: a period of the calendar is at most so long, and the clocks may be set back in it. */
export function readsBackMs({ windowMs, calendar, tiers }: Slo): number {
  const period = calendar ? Math.ceil((Math.max(...calendar.runs.map(({ length }) => length)) + 3600) / 86_400) * DAY : windowMs;
  return Math.max(period, ...tiers.map(({ longMs }) => longMs));
}

/** Every window something reads: those of the tiers, the base, the burn rate's and the SLO's own. */
export function windowsOf(slo: Slo): number[] {
  const period = slo.calendar ? [] : [slo.windowMs];
  const all = [BASE_MS, BURN_MS, ...period, ...slo.tiers.flatMap((tier) => [tier.longMs, tier.shortMs])];
  return [...new Set(all)].sort((a, b) => a - b);
}
