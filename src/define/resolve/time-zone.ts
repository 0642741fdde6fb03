import { isTimezone, midnight, offsetsOf } from '../../kernel/calendar.ts';
import { MONTHS } from '../../kernel/day-names.ts';
import { nearest } from '../../kernel/nearest.ts';
import { shown } from './shown.ts';
import type { Problem } from './time-ranges.ts';

/** Go reads a zone as the name of a file: as it is written, and never as an offset. */
const FORM = /^(?:UTC|[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z0-9_+-]+)+)$/;
const YEARS = [2026, 2027];

/** A zone that Alertmanager and this machine know. */
export function zoneIn(location: unknown, fault: Problem): string | undefined {
  if (typeof location === 'string' && FORM.test(location) && isTimezone(location) && !isMiswritten(location)) return location;
  const seen = location === undefined ? 'is missing' : `is ${shown(location)}`;
  const near = typeof location === 'string' ? nearest(location, zones()) : undefined;
  const local =
    location === 'Local' ? ': that is the zone of the machine Alertmanager happens to run on' : ', which is no IANA zone';
  const fix = near === undefined ? "write location: 'Europe/Berlin', or 'UTC'" : `write location: '${near}'`;
  fault('interval/zone', `\`location\` ${seen}${location === undefined ? '' : local}.`, fix);
  return undefined;
}

interface ShortMonth {
  readonly month: number;
  readonly name: string;
  readonly days: number;
}
const known = new Map<string, readonly ShortMonth[]>();

/** Months whose hours by 24 are a day less than they have. */
export function shortMonths(location: string): readonly ShortMonth[] {
  const found = known.get(location) ?? shortMonthsOf(location);
  known.set(location, found);
  return found;
}

function shortMonthsOf(location: string): ShortMonth[] {
  const offsetAt = offsetsOf(location);
  const startOf = (year: number, month: number): number => midnight(Date.UTC(year, month - 1, 1) / 1000, offsetAt);
  return MONTHS.flatMap((name, index) => {
    const month = index + 1;
    const isShort = YEARS.some((year) => (startOf(year, month + 1) - startOf(year, month)) % 86_400 === 82_800);
    const days = new Date(Date.UTC(YEARS[0] ?? 0, month, 0)).getUTCDate();
    return isShort ? [{ month, name: `${name.charAt(0).toUpperCase()}${name.slice(1)}`, days }] : [];
  });
}

/** `Intl` takes any case. */
function isMiswritten(location: string): boolean {
  const same = zones().find((zone) => zone.toLowerCase() === location.toLowerCase());
  return same !== undefined && same !== location;
}

function zones(): string[] {
  return Intl.supportedValuesOf('timeZone');
}
