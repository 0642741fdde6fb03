import { describe, expect, test } from 'vitest';
import {
  CALENDAR_UNITS,
  type CalendarUnit,
  calendarRuns,
  endOfRuns,
  isTimezone,
  type Run,
  runsOfStarts,
} from '../../../src/kernel/calendar.ts';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Havana',
  'Pacific/Auckland',
];

function starts(unit: CalendarUnit, zone: string): number[] {
  return calendarRuns(unit, zone).flatMap(({ from, length, count }) =>
    Array.from({ length: count }, (_, index) => from + index * length),
  );
}

function startAt(rows: readonly Run[], at: number): number | undefined {
  const row = rows.findLast(({ from }) => from <= at);
  return row && row.from + (row.count === 1 ? 0 : Math.floor((at - row.from) / row.length) * row.length);
}

/** As a wall clock there says. */
function local(zone: string, epoch: number): string {
  const style = { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' } as const;
  return new Intl.DateTimeFormat('sv-SE', style).format(epoch * 1000);
}

describe('the periods of the calendar', () => {
  test('begin at midnight of the zone, whatever its clocks do', () => {
    expect(starts('month', 'Europe/Berlin').slice(0, 5)).toEqual(
      ['2025-12-31T23', '2026-01-31T23', '2026-02-28T23', '2026-03-31T22', '2026-04-30T22'].map(
        (text) => Date.parse(`${text}:00:00Z`) / 1000,
      ),
    );
    expect(starts('quarter', 'America/New_York')[1]).toBe(Date.parse('2026-04-01T04:00:00Z') / 1000);
    expect(starts('year', 'Asia/Tokyo')[0]).toBe(Date.parse('2025-12-31T15:00:00Z') / 1000);
    expect(starts('week', 'UTC')[0]).toBe(Date.parse('2025-12-29T00:00:00Z') / 1000);
  });

  test.each(CALENDAR_UNITS)('of a %s are all there, in every zone', (unit) => {
    const count = { week: 523, month: 120, quarter: 40, year: 10 }[unit];
    for (const zone of ZONES) {
      const all = starts(unit, zone);
      expect(all.length).toBe(count);
      const clocks = all.map((epoch) => local(zone, epoch));
      expect(clocks.filter((text) => !/ 00:00:00$/.test(text))).toEqual([]);
      if (unit === 'month') expect(clocks.map((text) => text.slice(8, 10))).toEqual(clocks.map(() => '01'));
      expect(local(zone, endOfRuns(calendarRuns(unit, zone))) >= '2036-01-01 00:00:00').toBe(true);
    }
  });

  test.each(CALENDAR_UNITS)('of a %s begin where the runs that are needed for it say, and each of those is needed', (unit) => {
    for (const zone of ZONES) {
      const asked = calendarRuns(unit, zone).flatMap(({ from, length, count }) =>
        Array.from({ length: count }, (_, index) => from + index * length).map((start) => ({ start, last: start + length - 1 })),
      );
      const wrongIn = (rows: readonly Run[]) =>
        asked.filter(({ start, last }) => [start, last].some((at) => startAt(rows, at) !== start));
      const rows = runsOfStarts(calendarRuns(unit, zone));
      expect(wrongIn(rows)).toEqual([]);
      expect(rows.filter((row) => wrongIn(rows.filter((other) => other !== row)).length === 0)).toEqual([]);
    }
    expect(runsOfStarts(calendarRuns('month', 'UTC')).length).toBe(82);
  });

  test('know a zone from a word', () => {
    expect(['Europe/Berlin', 'UTC', 'Middle/Earth', ''].map(isTimezone)).toEqual([true, true, false, false]);
  });
});
