import type { Address } from '../../kernel/address.ts';
import { CALENDAR_UNITS, type CalendarUnit, calendarRuns, isTimezone } from '../../kernel/calendar.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { Slo } from '../../model/slo.ts';
import type { AuthoredCalendar } from '../calendar.ts';
import type { AuthoredSlo } from '../slo.ts';
import { durationIn, type Report } from './report.ts';
import { shown } from './shown.ts';

type Window = Pick<Slo, 'windowMs' | 'calendar'>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ROLLING: Window = { windowMs: 30 * DAY, calendar: undefined };
/** What alerts take a period for: its length changes, their thresholds must not. */
const NOMINAL_DAYS: Readonly<Record<CalendarUnit, number>> = { week: 7, month: 30, quarter: 91, year: 365 };

/** The window of an SLO: a length, or a period of the calendar. */
export function windowIn({ window }: Pick<AuthoredSlo, 'window'>, at: Address, origin: object, report: Report): Window {
  if (typeof window === 'object' && window?.kind === 'calendar') return calendarIn(window, at, origin, report);
  if (typeof window !== 'string') return noWindow(window, at, origin, report);
  const windowMs = durationIn(window, ROLLING.windowMs, 'window', at, origin, report);
  if (windowMs >= HOUR) return { windowMs, calendar: undefined };
  // a shorter period is an alert, not an objective
  report.error('slo/window', at, `The window is ${printDuration(windowMs)}, less than an hour.`, {
    origin,
    fix: "choose the period people plan in: '7d', '28d' or '30d'; what must be told within minutes is an alert",
  });
  return ROLLING;
}

function noWindow(window: unknown, at: Address, origin: object, report: Report): Window {
  report.error('definition/duration', at, `\`window\` is ${shown(window)}, which is no duration.`, {
    origin,
    fix: "write a length, '30d', or a period of the calendar: calendar('month', 'Europe/Berlin')",
  });
  return ROLLING;
}

function calendarIn({ unit, timezone }: AuthoredCalendar, at: Address, origin: object, report: Report): Window {
  const known = CALENDAR_UNITS.includes(unit);
  if (known && typeof timezone === 'string' && isTimezone(timezone))
    return { windowMs: NOMINAL_DAYS[unit] * DAY, calendar: { unit, timezone, runs: calendarRuns(unit, timezone) } };
  const seen = known ? `${shown(timezone)} is no time zone` : `${shown(unit)} is no period of the calendar`;
  report.error('slo/window', at, `${seen}.`, {
    origin,
    fix: "write a week, month, quarter or year, and a zone of the IANA list: calendar('month', 'Europe/Berlin')",
  });
  return ROLLING;
}
