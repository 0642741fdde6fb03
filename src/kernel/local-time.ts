import { midnight, offsetsOf } from './calendar.ts';
import { parseDuration } from './duration.ts';

const CLOCK = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?)?$/;
const EXACT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const RELATIVE = /^now(?:-(.+))?$/;

/** `2026-11-22 10:00` in the zone, `2026-11-22T10:00:00Z`, `now`, `now-1h`, or seconds since 1970; undefined where it is none. */
export function parseTime(text: string, zone: string, now: Date): Date | undefined {
  const [relative, back] = RELATIVE.exec(text) ?? [];
  if (relative !== undefined) return before(now, back === undefined ? 0 : parseDuration(back));
  if (/^\d{9,11}$/.test(text)) return new Date(Number(text) * 1000);
  if (EXACT.test(text)) return valid(new Date(text.replace(' ', 'T')));
  const [, day, minutes = '00:00', seconds = ':00'] = CLOCK.exec(text) ?? [];
  if (day === undefined) return undefined;
  const local = valid(new Date(`${day}T${minutes}${seconds}Z`));
  return local && new Date(midnight(local.getTime() / 1000, offsetsOf(zone)) * 1000);
}

/** `2026-11-22 10:00:05 GMT+1`; without seconds where they are none. */
export function printLocalTime(at: Date, zone: string): string {
  const offset = offsetsOf(zone)(Math.floor(at.getTime() / 1000));
  const local = new Date(Math.floor(at.getTime() / 1000 + offset) * 1000).toISOString();
  const clock = local.slice(17, 19) === '00' ? local.slice(0, 16) : local.slice(0, 19);
  return `${clock.replace('T', ' ')} ${zone === 'UTC' ? 'UTC' : shortName(at, zone)}`;
}

function shortName(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

function before(now: Date, milliseconds: number | undefined): Date | undefined {
  return milliseconds === undefined ? undefined : new Date(now.getTime() - milliseconds);
}

/** `2026-02-31` is a date to nobody, although `Date` takes it for one. */
function valid(at: Date): Date | undefined {
  return Number.isNaN(at.getTime()) ? undefined : at;
}
