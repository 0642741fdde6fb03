import type { TimeInterval } from '../authored/references.ts';
import type { DaysOfMonth, DayTimes, Months, Timezone, Weekdays, Years } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

type OneOrMore<T> = T | readonly T[];

/** All that is given must hold; of a list, one. What is left out always holds. */
export interface TimeSpan {
  /** `'monday:friday'`; `'saturday:monday'` goes on into the next week. @default every day */
  readonly weekdays?: OneOrMore<Weekdays>;
  /** `'09:00-18:00'`; the end is exclusive. `'22:00-06:00'` begins on the days given and ends the morning after. @default all day */
  readonly times?: OneOrMore<DayTimes>;
  /** `1`, `'1:7'`, `-1` for the last day, `'25:5'` over the end of the month. @default every day */
  readonly daysOfMonth?: OneOrMore<DaysOfMonth>;
  /** `'december'`, `'november:february'`. @default every month */
  readonly months?: OneOrMore<Months>;
  /** `2026`, `'2026:2028'`. @default every year */
  readonly years?: OneOrMore<Years>;
  /** @default that of the interval */
  readonly location?: Timezone;
}

interface Common {
  readonly name: string;
  /** Whose clocks: there is no default, because Alertmanager's is UTC and nobody's. */
  readonly location: Timezone;
}
export type TimeIntervalOptions = Common & (TimeSpan | { readonly any: readonly TimeSpan[] });
export interface AuthoredTimeInterval extends TimeInterval, Common, TimeSpan {
  readonly kind: 'time-interval';
  readonly name: string;
  readonly location: Timezone;
  readonly any?: readonly TimeSpan[];
}

/**
 * Times of the week, the month or the year, in a zone: for `active` and `mute` of a route. `any` has several spans, of which one must hold.
 * What Alertmanager cannot say is split for it: spans over midnight, weeks from Saturday to Monday, winters from November to February.
 * Compiles to `time_intervals`. https://prometheus.io/docs/alerting/latest/configuration/#time_interval
 *
 * @example timeInterval({ name: 'nights', weekdays: 'monday:friday', times: '22:00-06:00', location: 'Europe/Berlin' })
 */
export function timeInterval(options: TimeIntervalOptions): AuthoredTimeInterval {
  return define({ ...options, kind: 'time-interval' }, timeInterval, options);
}
