import { compact } from '../../kernel/canonical.ts';
import { DAYS, MONTHS } from '../../kernel/day-names.ts';
import type { Span, TimeInterval, TimeSpec } from '../../model/routing.ts';

/** An entry of `time_intervals`. https://prometheus.io/docs/alerting/latest/configuration/#time_interval */
export function timeInterval({ name, specs }: TimeInterval): object {
  return { name, time_intervals: specs.map(timeSpec) };
}

function timeSpec(spec: TimeSpec): object {
  return compact({
    times: some(spec.times, ({ from, to }) => ({ start_time: clock(from), end_time: clock(to) })),
    weekdays: some(
      spec.weekdays,
      range((day) => DAYS[day] ?? ''),
    ),
    days_of_month: some(spec.daysOfMonth, range(String)),
    months: some(
      spec.months,
      range((month) => MONTHS[month - 1] ?? ''),
    ),
    years: some(spec.years, range(String)),
    location: spec.location,
  });
}

/** An empty list would hold at no time. */
function some<T>(spans: readonly Span[], print: (span: Span) => T): T[] | undefined {
  return spans.length === 0 ? undefined : spans.map(print);
}

function range(word: (value: number) => string): (span: Span) => string {
  return ({ from, to }) => (from === to ? word(from) : `${word(from)}:${word(to)}`);
}

function clock(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
