import { midnight, offsetsOf } from '../../kernel/calendar.ts';
import type { Span, TimeInterval, TimeSpec } from '../../model/routing.ts';

/** What a calendar and a clock on a wall of the zone show. */
interface WallClock {
  readonly minute: number;
  readonly weekday: number;
  readonly day: number;
  readonly month: number;
  readonly year: number;
  /** As Alertmanager counts them: hours by 24, so that the month in which clocks go forward is a day short. */
  readonly daysInMonth: () => number;
}

const DAY = 86_400;
const offsets = new Map<string, (epoch: number) => number>();

/** Whether a moment lies in an interval, exactly as Alertmanager tells. https://github.com/prometheus/alertmanager/blob/main/timeinterval/timeinterval.go */
export function intervalHolds({ specs }: TimeInterval, at: Date): boolean {
  return specs.some((spec) => specHolds(spec, at));
}

/** All given fields hold, one span of each suffices. */
export function specHolds(spec: TimeSpec, at: Date): boolean {
  const clock = wallClock(at, spec.location);
  const holds = (spans: readonly Span[], inside: (span: Span) => boolean) => spans.length === 0 || spans.some(inside);
  const within = (value: number) => (span: Span) => value >= span.from && value <= span.to;
  return (
    holds(spec.times, ({ from, to }) => clock.minute >= from && clock.minute < to) &&
    holds(spec.daysOfMonth, (span) => dayHolds(span, clock)) &&
    holds(spec.months, within(clock.month)) &&
    holds(spec.weekdays, within(clock.weekday)) &&
    holds(spec.years, within(clock.year))
  );
}

/** Negative days count from the end; a range that begins after the end of the month never holds, one that ends there is cut. */
function dayHolds({ from, to }: Span, clock: WallClock): boolean {
  const days = clock.daysInMonth();
  const fromStart = (one: number) => (one < 0 ? days + one + 1 : one);
  if (fromStart(from) > days) return false;
  return clock.day >= fromStart(from) && clock.day <= Math.min(fromStart(to), days);
}

function wallClock(at: Date, location: string): WallClock {
  const offsetAt = offsetOf(location);
  const epoch = Math.floor(at.getTime() / 1000);
  const wall = new Date((epoch + offsetAt(epoch)) * 1000);
  const [year, month] = [wall.getUTCFullYear(), wall.getUTCMonth()];
  const startOf = (index: number): number => midnight(Date.UTC(year, index, 1) / 1000, offsetAt);
  return {
    minute: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
    weekday: wall.getUTCDay(),
    day: wall.getUTCDate(),
    month: month + 1,
    year,
    daysInMonth: () => Math.floor((startOf(month + 1) - startOf(month)) / DAY),
  };
}

/** A formatter takes a millisecond to make, and is not needed for UTC. */
function offsetOf(location: string): (epoch: number) => number {
  if (location === 'UTC') return () => 0;
  const known = offsets.get(location) ?? offsetsOf(location);
  offsets.set(location, known);
  return known;
}
