import type { TimeInterval } from '../../model/routing.ts';

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Whether a moment lies in an interval, as Alertmanager tells: all given fields must hold, one range of each suffices, ends are exclusive. */
export function intervalHolds(interval: TimeInterval, at: Date): boolean {
  const { day, minute } = wallClock(at, interval.location);
  const inDay = interval.weekdays.length === 0 || interval.weekdays.some((range) => dayInRange(range, day));
  const inTime =
    interval.times.length === 0 || interval.times.some(({ start, end }) => minute >= minutes(start) && minute < minutes(end));
  return inDay && inTime;
}

function dayInRange(range: string, day: number): boolean {
  const [first = '', last = first] = range.split(':');
  return day >= DAYS.indexOf(first) && day <= DAYS.indexOf(last);
}

function minutes(time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}

/** The day of the week and the minute of the day on a wall there. */
function wallClock(at: Date, timeZone: string): { day: number; minute: number } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'long',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: DAYS.indexOf((part['weekday'] ?? '').toLowerCase()), minute: Number(part['hour']) * 60 + Number(part['minute']) };
}
