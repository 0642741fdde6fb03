import type { Span } from '../../model/routing.ts';
import type { DayFields } from './time-ranges.ts';

const DECEMBER = 12;
const EVERY_DAY: readonly Span[] = [{ from: 1, to: 31 }];
const EVERY_MONTH: readonly Span[] = [{ from: 1, to: DECEMBER }];
const FIRST: readonly Span[] = [{ from: 1, to: 1 }];

/** The days after these; undefined where that depends on how long a month is. */
export function nextDays(days: DayFields): DayFields[] | undefined {
  const weekdays = shifted(days.weekdays, 0, 6);
  if (days.daysOfMonth.length + days.months.length + days.years.length === 0) return [{ ...days, weekdays }];
  const ofMonth = days.daysOfMonth.length === 0 ? EVERY_DAY : days.daysOfMonth;
  const within = ofMonth.map(nextInMonth);
  if (within.includes(undefined)) return undefined;
  const daysOfMonth = within.flatMap((one) => one ?? []);
  const inMonth = daysOfMonth.length === 0 ? [] : [{ ...days, weekdays, daysOfMonth }];
  return ofMonth.some(hasLastDay) ? [...inMonth, ...firstsAfter({ ...days, weekdays })] : inMonth;
}

/** The days after those of a range that are in the same month. */
function nextInMonth({ from, to }: Span): readonly Span[] | undefined {
  if (from > 0 && (to <= 27 ? to > 0 || from <= 28 + to : false)) return [{ from: from + 1, to: to + 1 }];
  if (from > 0 && from <= 28 && to === 31) return [{ from: from + 1, to }];
  if (from > 0 || from < -28) return undefined;
  return from === -1 ? [] : [{ from: from + 1, to: Math.min(to + 1, -1) }];
}

function hasLastDay({ to }: Span): boolean {
  return to === -1 || to === 31;
}

/** The firsts of the months after these; after December that is in the next year. */
function firstsAfter(days: DayFields): DayFields[] {
  const { months, years } = days;
  if (years.length === 0) return [{ ...days, daysOfMonth: FIRST, months: shifted(months, 1, DECEMBER) }];
  const every = months.length === 0 ? EVERY_MONTH : months;
  const before = every.flatMap(({ from, to }) => (from < DECEMBER ? [{ from: from + 1, to: Math.min(to + 1, DECEMBER) }] : []));
  const newYear = {
    ...days,
    daysOfMonth: FIRST,
    months: FIRST,
    years: years.map(({ from, to }) => ({ from: from + 1, to: to + 1 })),
  };
  return [
    ...(before.length > 0 ? [{ ...days, daysOfMonth: FIRST, months: before }] : []),
    ...(every.some(({ to }) => to === DECEMBER) ? [newYear] : []),
  ];
}

/** Each a step on; after the last comes the first. */
function shifted(spans: readonly Span[], first: number, last: number): Span[] {
  return spans.flatMap(({ from, to }) => {
    if (to < last) return [{ from: from + 1, to: to + 1 }];
    const begin = { from: first, to: first };
    return from === last ? [begin] : [{ from: from + 1, to: last }, begin];
  });
}
