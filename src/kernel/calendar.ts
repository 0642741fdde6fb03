/** Periods of the calendar of a time zone, as constants: PromQL knows no zones, and its ranges no months. */

export const CALENDAR_UNITS = ['week', 'month', 'quarter', 'year'] as const;
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

/** Periods of one length, one after the other; in seconds. */
export interface Run {
  readonly from: number;
  readonly length: number;
  readonly count: number;
}

/** Fixed, so that what is generated does not depend on the day. */
const [FIRST_YEAR, LAST_YEAR] = [2026, 2035];
const DAY = 86_400;
const MONTHS: Readonly<Record<Exclude<CalendarUnit, 'week'>, number>> = { month: 1, quarter: 3, year: 12 };
/** 29 December 2025, a Monday. */
const FIRST_MONDAY = Date.UTC(2025, 11, 29) / 1000;

/** Whether this machine knows the IANA zone. */
export function isTimezone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== undefined;
  } catch {
    return false; // a RangeError says that there is no such zone
  }
}

/** The periods from 2026 to 2035, first to last. */
export function calendarRuns(unit: CalendarUnit, zone: string): Run[] {
  const offsetAt = offsetsOf(zone);
  const starts = localStarts(unit).map((local) => midnight(local, offsetAt));
  const runs: Run[] = [];
  for (const [index, end] of starts.entries()) {
    const from = starts[index - 1];
    if (from === undefined) continue;
    const last = runs.at(-1);
    if (last && last.length === end - from) runs.splice(-1, 1, { ...last, count: last.count + 1 });
    else runs.push({ from, length: end - from, count: 1 });
  }
  return runs;
}

/** The first moment after the last period. */
export function endOfRuns(runs: readonly Run[]): number {
  const last = runs.at(-1);
  return last ? last.from + last.count * last.length : 0;
}

/** Without those whose start the run before gives if it is counted on until the next begins: a September after July and August. */
export function runsOfStarts(runs: readonly Run[]): Run[] {
  return runs.filter(({ length, count }, index) => {
    const before = runs[index - 1];
    return !before || before.count === 1 || count > 1 || length > before.length;
  });
}

/** The local midnights periods begin with, as if the zone were UTC; the last one ends the last period. */
function localStarts(unit: CalendarUnit): number[] {
  if (unit === 'week') {
    const weeks = Math.ceil((Date.UTC(LAST_YEAR + 1, 0, 1) / 1000 - FIRST_MONDAY) / (7 * DAY));
    return Array.from({ length: weeks + 1 }, (_, index) => FIRST_MONDAY + index * 7 * DAY);
  }
  const step = MONTHS[unit];
  const count = ((LAST_YEAR - FIRST_YEAR + 1) * 12) / step;
  return Array.from({ length: count + 1 }, (_, index) => Date.UTC(FIRST_YEAR, index * step, 1) / 1000);
}

/** When it is that time in the zone; where clocks skip midnight, the moment they do. */
export function midnight(local: number, offsetAt: (epoch: number) => number): number {
  const before = local - offsetAt(local - DAY);
  const after = local - offsetAt(local + DAY);
  const exact = [before, after].filter((epoch) => epoch + offsetAt(epoch) === local);
  return exact.length > 0 ? Math.min(...exact) : before;
}

/** Seconds a zone is ahead of UTC. */
export function offsetsOf(zone: string): (epoch: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (epoch) => {
    const parts = new Map(format.formatToParts(epoch * 1000).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
    return local / 1000 - epoch;
  };
}
