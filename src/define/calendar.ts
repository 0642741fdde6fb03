import type { CalendarUnit } from '../kernel/calendar.ts';
import type { Timezone } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

/** A period of the calendar as the window of an SLO. */
export interface AuthoredCalendar {
  readonly kind: 'calendar';
  readonly unit: CalendarUnit;
  readonly timezone: Timezone;
}

/**
 * The window of an SLO that people count by the calendar: the budget is new at midnight of the first day, in that zone, whatever the clocks do.
 * A week begins on Monday. Burn alerts stay rolling, over 30 days for a month, 7 for a week, 91 for a quarter, 365 for a year.
 *
 * Compiles to the first moments of the periods from 2026 to 2035 as constants (`slo:calendar:start_timestamp_seconds`), and an alert,
 * `SloCalendarEnding`, 90 days before they run out. Its ratio is `slo:sli_error:ratio_ratecalendar_month`, of the period so far;
 * `slo:error_budget:remaining_ratio` is of the whole period (what is to come is taken to be as busy as the last days), and
 * `slo:error_budget:to_date_remaining_ratio` of what was allowed so far.
 *
 * @example window: calendar('month', 'Europe/Berlin')
 */
export function calendar(unit: CalendarUnit, timezone: Timezone): AuthoredCalendar {
  return define({ kind: 'calendar', unit, timezone }, calendar);
}
