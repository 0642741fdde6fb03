import { DAYS, MONTHS } from '../../kernel/day-names.ts';
import type { Span, TimeSpec } from '../../model/routing.ts';
import { shown } from './shown.ts';

/** Tells an author what is wrong, and how to mend it. */
export type Problem = (code: string, message: string, fix: string) => void;
export type DayFields = Omit<TimeSpec, 'times' | 'location'>;
/** Minutes of the day a span begins on, and of the day after. */
export interface Times {
  readonly sameDay: readonly Span[];
  readonly nextDay: readonly Span[];
}

const TIMES = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/;
const DAY = 1440;

/** How a field is read: the number of a word, undefined where there is none, and the spans from one number to another. */
interface Field {
  readonly numberOf: (word: string) => number | undefined;
  readonly spans: (from: number, to: number) => readonly Span[] | undefined;
  readonly fix: string;
}

const FIELDS: Readonly<Record<keyof DayFields, Field>> = {
  weekdays: {
    numberOf: (word) => indexIn(DAYS, word),
    spans: (from, to) => around(from, to, 0, 6),
    fix: "write weekdays: 'monday:friday', or ['saturday', 'sunday']",
  },
  daysOfMonth: {
    numberOf: (word) => whole(word, (day) => day !== 0 && Math.abs(day) <= 31),
    spans: daySpans,
    fix: "write daysOfMonth: '1:7', 15, or -1 for the last day; there is no day 0, and none after the 31st",
  },
  months: {
    numberOf: (word) => indexIn(MONTHS, word, 1),
    spans: (from, to) => around(from, to, 1, 12),
    fix: "write months: 'december', or 'november:february'",
  },
  years: {
    numberOf: (word) => whole(word, (year) => year >= 1970 && year <= 9999),
    spans: (from, to) => (from <= to ? [{ from, to }] : undefined),
    fix: "write years: 2026, or '2026:2028', the earlier one first",
  },
};

/** Days, months and years of a span; undefined where one of them cannot be read. */
export function dayFields(span: Readonly<Record<string, unknown>>, fault: Problem): DayFields | undefined {
  const read = Object.entries(FIELDS).map(([name, field]) => [name, spansIn(span[name], name, field, fault)] as const);
  if (read.some(([, spans]) => spans === undefined)) return undefined;
  return Object.fromEntries(read) as unknown as DayFields; // each field was read
}

/** `'22:00-06:00'` ends the day after; `'09:00-24:00'` and `'09:00-00:00'` at the end of the day. */
export function timesOf(value: unknown, fault: Problem): Times | undefined {
  const fix = "write times: '09:00-18:00', from 00:00 to 24:00; to leave the day whole, leave `times` out";
  const read = listOf(value).map((one) => {
    const minutes = typeof one === 'string' ? minutesOf(one) : undefined;
    if (!minutes) fault('interval/range', `\`times\` has ${shown(one)}.`, fix);
    return minutes;
  });
  if (value !== undefined && read.length === 0) fault('interval/range', '`times` is an empty list.', fix);
  const found = read.filter((one) => one !== undefined);
  if (found.length < read.length || (value !== undefined && read.length === 0)) return undefined;
  return {
    sameDay: found.map(({ from, to }) => (from < to ? { from, to } : { from, to: DAY })),
    nextDay: found.filter(({ from, to }) => from > to).map(({ to }) => ({ from: 0, to })),
  };
}

function minutesOf(text: string): Span | undefined {
  const [fromHour = 99, fromMinute = 99, toHour = 99, toMinute = 99] = (TIMES.exec(text) ?? []).slice(1).map(Number);
  const from = fromHour * 60 + fromMinute;
  const to = toHour * 60 + toMinute === 0 ? DAY : toHour * 60 + toMinute;
  return fromMinute < 60 && toMinute < 60 && from < DAY && to <= DAY && from !== to ? { from, to } : undefined;
}

function spansIn(value: unknown, name: string, field: Field, fault: Problem): readonly Span[] | undefined {
  const list = listOf(value);
  const read = list.map((one) => {
    const found = typeof one === 'string' || typeof one === 'number' ? rangeOf(String(one), field) : undefined;
    if (!found) fault('interval/range', `\`${name}\` has ${shown(one)}.`, field.fix);
    return found;
  });
  if (value !== undefined && list.length === 0) fault('interval/range', `\`${name}\` is an empty list.`, field.fix);
  return read.includes(undefined) || (value !== undefined && list.length === 0) ? undefined : read.flatMap((one) => one ?? []);
}

function rangeOf(text: string, { numberOf, spans }: Field): readonly Span[] | undefined {
  const numbers = text.split(':').map(numberOf);
  const [from, to = from] = numbers;
  return from === undefined || to === undefined || numbers.length > 2 || numbers.includes(undefined)
    ? undefined
    : spans(from, to);
}

/** Alertmanager's ranges do not go over the end of the week or the year. */
function around(from: number, to: number, first: number, last: number): readonly Span[] {
  if (from <= to) return [{ from, to }];
  return [
    { from, to: last },
    { from: first, to },
  ];
}

/** Alertmanager takes a range only where it holds in a month of 28 days; to the last day and to the 31st are the same. */
function daySpans(from: number, to: number): readonly Span[] | undefined {
  if (from > 0 && to === -1) return [{ from, to: 31 }];
  if (from > 0 && to < 0) return from <= 28 + to ? [{ from, to }] : undefined;
  if (from < 0 && to > 0)
    return [
      { from, to: -1 },
      { from: 1, to },
    ];
  if (from <= to) return [{ from, to }];
  return from < 0 ? undefined : around(from, to, 1, 31);
}

function indexIn(names: readonly string[], word: string, first = 0): number | undefined {
  const index = names.indexOf(word);
  return index < 0 ? undefined : index + first;
}

function whole(word: string, fits: (value: number) => boolean): number | undefined {
  return /^-?\d{1,4}$/.test(word) && fits(Number(word)) ? Number(word) : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
