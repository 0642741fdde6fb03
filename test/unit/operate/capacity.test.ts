import { expect, test } from 'vitest';
import { changed, projectCapacity } from '../../../src/operate/capacity/project.ts';
import { Random } from '../../support/random.ts';

const STEP = 3600;
const DAY = 86_400;
const FROM = Date.UTC(2026, 8, 1) / 1000;
const question = { limit: 1000, horizonSeconds: 60 * DAY, level: 0.95 };
const days = 30;
const values = (of: (hours: number) => number) => Array.from({ length: days * 24 }, (_, hour) => of(hour));
const grid = (of: (hours: number) => number) => ({ fromSeconds: FROM, stepSeconds: STEP, values: values(of) });

test('a straight line reaches its limit when it does', () => {
  const found = projectCapacity(grid((hour) => 100 + hour), question);
  // the 95th percentile of a day is 10.35 hours above its middle
  const hours = 900 - (days * 24 - 1) - 10.35;
  const expected = FROM + (days * 24 - 1 + hours) * STEP;
  expect(Math.abs((found?.saturation.expected?.getTime() ?? 0) / 1000 - expected)).toBeLessThan(question.horizonSeconds / 1000);
  expect(found?.growthPerDay).toBeCloseTo(24, 9);
  expect(found?.current).toBeCloseTo(100 + 29 * 24 + 0.95 * 23, 9);
  expect(found?.headroom).toBeCloseTo(1 - (found?.current ?? 0) / 1000, 9);
  expect(found?.buckets).toBe(30);
});

test('what stays level is never full', () => {
  const found = projectCapacity(grid((hour) => 500 + 100 * Math.sin((2 * Math.PI * hour) / 24)), question);
  expect(found?.saturation).toEqual({ expected: undefined, earliest: undefined, latest: undefined });
  expect([found?.busiestHour, found?.peak.value]).toEqual([6, 600]);
});

test('more load is full sooner, more room later', () => {
  const on = grid((hour) => 100 + hour / 2);
  const at = (load: number, limit: number) => changed(on, question, { load, limit })?.saturation.expected?.getTime() ?? Number.POSITIVE_INFINITY;
  expect(at(1.3, 1)).toBeLessThan(at(1, 1));
  expect(at(1, 1.2)).toBeGreaterThan(at(1, 1));
});

test('too little tells nothing', () => {
  expect(projectCapacity({ fromSeconds: FROM, stepSeconds: STEP, values: [1, 2] }, question)).toBeUndefined();
});

/** docs/operate.md says this figure. */
test('the interval of 95 % holds what comes in 90 to 99 % of noisy histories', () => {
  const random = new Random(7);
  const noise = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  let held = 0;
  const runs = 400;
  for (let run = 0; run < runs; run += 1) {
    const day = Array.from({ length: days + 14 }, () => 20 * noise());
    const at = (hour: number) => 100 + hour / 4 + (day[Math.floor(hour / 24)] ?? 0) + 30 * Math.sin((2 * Math.PI * hour) / 24);
    const found = projectCapacity(grid(at), { ...question, horizonSeconds: 14 * DAY });
    // the 95th percentile of the day that ends fourteen days on
    const truth = Array.from({ length: 24 }, (_, hour) => at((days + 13) * 24 + hour)).sort((a, b) => a - b)[22] ?? 0;
    if (found && truth >= found.forecast.low && truth <= found.forecast.high) held += 1;
  }
  expect(held / runs).toBeGreaterThanOrEqual(0.9);
  expect(held / runs).toBeLessThanOrEqual(0.99);
});
