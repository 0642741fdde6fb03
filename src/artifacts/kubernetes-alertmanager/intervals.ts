import { compact, isRecord } from '../../kernel/canonical.ts';
import type { TimeInterval, TimeSpec } from '../../model/routing.ts';
import { timeInterval } from '../alertmanager-config/time-intervals.ts';
import type { Loss } from './wire.ts';

/** Whose clock the operator's intervals follow, always. */
const CLOCK = 'UTC';

/** https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.TimeInterval */
export function intervalOf(interval: TimeInterval, losses: Loss[]): object {
  const zones = new Set(interval.specs.map(({ location }) => location).filter((zone) => zone !== CLOCK));
  for (const zone of zones) {
    const what = `the zone ${zone} of the interval ${interval.name}`;
    losses.push({ at: interval.address, what, origin: interval.origin, secret: false });
  }
  return { name: interval.name, timeIntervals: interval.specs.map((spec) => specOf(interval, spec)) };
}

/** Alertmanager's own words, under other names. */
function specOf(interval: TimeInterval, spec: TimeSpec): object {
  const { time_intervals: printed } = timeInterval({ ...interval, specs: [spec] }) as {
    readonly time_intervals: readonly unknown[];
  }; // one for each spec
  const { times, weekdays, months, years } = isRecord(printed[0]) ? printed[0] : {};
  const days = spec.daysOfMonth.map(({ from, to }) => ({ start: from, end: to }));
  return compact({
    times: Array.isArray(times) ? times.filter(isRecord).map(clock) : undefined,
    weekdays,
    daysOfMonth: days.length === 0 ? undefined : days,
    months,
    years,
  });
}

function clock({ start_time: startTime, end_time: endTime }: Readonly<Record<string, unknown>>): object {
  return { startTime, endTime };
}
