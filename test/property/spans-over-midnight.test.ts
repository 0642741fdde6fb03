/** A span that goes on after midnight, split for Alertmanager, holds exactly when what was written does: told from the days alone. */
import fc from 'fast-check';
import { timeInterval } from 'signalbox';
import { expect, test } from 'vitest';
import { intervalHolds } from '../../src/check/routing/interval.ts';
import { resolve } from '../../src/define/resolve.ts';
import { DAYS, MONTHS } from '../../src/kernel/day-names.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Written {
  readonly hours: readonly [from: number, to: number];
  readonly weekdays: readonly [number, number] | undefined;
  readonly days: readonly [number, number] | undefined;
  readonly months: readonly [number, number] | undefined;
  readonly years: readonly [number, number] | undefined;
}
const pair = (low: number, high: number) => fc.tuple(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: high }));
const ordered = (low: number, high: number) => pair(low, high).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const written: fc.Arbitrary<Written> = fc.record({
  hours: pair(0, 23).filter(([from, to]) => from !== to && to !== 0),
  weekdays: maybe(pair(0, 6)),
  days: maybe(
    fc.oneof(
      pair(1, 31),
      fc.constantFrom(
        [-1, -1] as const,
        [-7, -1] as const,
        [1, -1] as const,
        [-3, -2] as const,
        [2, -3] as const,
        [-3, 4] as const,
      ),
    ),
  ),
  months: maybe(pair(1, 12)),
  years: maybe(ordered(2026, 2028)),
});

test('1,000 spans at 100 moments each', () => {
  let split = 0;
  let inside = 0;
  fc.assert(
    fc.property(
      written,
      fc.array(fc.integer({ min: 0, max: 4 * 366 * 24 }), { minLength: 100, maxLength: 100 }),
      (one, hours) => {
        const { value, diagnostics } = resolve({ it: timeInterval(optionsOf(one) as never) });
        const told = diagnostics.map(({ code }) => code).filter((code) => code !== 'interval/short-month');
        if (told.length > 0) {
          expect(told).toEqual(['interval/midnight']);
          return;
        }
        const [interval] = value.estate.timeIntervals;
        if (!interval) throw new Error('there is no interval');
        split += interval.specs.length > 1 ? 1 : 0;
        for (const hour of hours) {
          const at = Date.UTC(2025, 11, 30) + hour * HOUR;
          const wanted = holds(one, at);
          inside += wanted ? 1 : 0;
          if (intervalHolds(interval, new Date(at)) !== wanted)
            expect.fail(
              `${JSON.stringify(optionsOf(one))} ${wanted ? 'holds' : 'does not hold'} at ${new Date(at).toISOString()}: ${JSON.stringify(interval.specs)}`,
            );
        }
      },
    ),
    { numRuns: 1_000, seed: 20261121 },
  );
  expect(split).toBeGreaterThan(250);
  expect(inside).toBeGreaterThan(1_000);
});

function optionsOf({ hours, weekdays, days, months, years }: Written): object {
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  return {
    name: 'it',
    location: 'UTC',
    times: `${clock(hours[0])}-${clock(hours[1])}`,
    ...(weekdays && { weekdays: weekdays.map((day) => DAYS[day]).join(':') }),
    ...(days && { daysOfMonth: days.join(':') }),
    ...(months && { months: months.map((month) => MONTHS[month - 1]).join(':') }),
    ...(years && { years: years.join(':') }),
  };
}

/** On a day that is meant from its start on, and on the day after until its end. */
function holds(one: Written, at: number): boolean {
  const hour = new Date(at).getUTCHours();
  const [from, to] = one.hours;
  if (from < to) return hour >= from && hour < to && isMeant(one, at);
  return (hour >= from && isMeant(one, at)) || (hour < to && isMeant(one, at - DAY));
}

function isMeant({ weekdays, days, months, years }: Written, at: number): boolean {
  const day = new Date(at);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  const within = (range: readonly [number, number] | undefined, value: number) =>
    range === undefined ||
    (range[0] <= range[1] ? value >= range[0] && value <= range[1] : value >= range[0] || value <= range[1]);
  const fromStart = (one: number) => (one < 0 ? last + one + 1 : one);
  const ofMonth = days && ([fromStart(days[0]), fromStart(days[1])] as const);
  return (
    within(weekdays, day.getUTCDay()) &&
    within(ofMonth, day.getUTCDate()) &&
    within(months, day.getUTCMonth() + 1) &&
    within(years, day.getUTCFullYear())
  );
}
