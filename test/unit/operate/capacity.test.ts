import { expect, test } from 'vitest';
import { costOf, parsePrice } from '../../../src/operate/capacity/price.ts';
import { changed, projectCapacity } from '../../../src/operate/capacity/project.ts';
import { rightSize } from '../../../src/operate/capacity/right-size.ts';
import { Random } from '../../support/random.ts';

const STEP = 3600;
const DAY = 86_400;
const FROM = Date.UTC(2026, 8, 1) / 1000;
const question = { limit: 1000, horizonSeconds: 60 * DAY, lookSeconds: 60 * DAY, level: 0.95, room: 0.2, percentile: 0.99 };
const days = 30;
const values = (of: (hours: number) => number) => Array.from({ length: days * 24 }, (_, hour) => of(hour));
const grid = (of: (hours: number) => number) => ({ fromSeconds: FROM, stepSeconds: STEP, values: values(of) });

test('a straight line reaches its limit when it does', () => {
  const found = projectCapacity(
    grid((hour) => 100 + hour),
    question,
  );
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
  const found = projectCapacity(
    grid((hour) => 500 + 100 * Math.sin((2 * Math.PI * hour) / 24)),
    question,
  );
  expect(found?.saturation).toEqual({ expected: undefined, earliest: undefined, latest: undefined });
  expect([found?.busiestHour, found?.peak.value]).toEqual([6, 600]);
});

test('more load is full sooner, more room later', () => {
  const on = grid((hour) => 100 + hour / 2);
  const at = (load: number, limit: number) =>
    changed(on, question, { load, limit })?.saturation.expected?.getTime() ?? Number.POSITIVE_INFINITY;
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

test.each([
  ['0.023/GB', { amount: 0.023, per: 1e9, currency: '' }],
  ['31 EUR/core', { amount: 31, per: 1, currency: 'EUR' }],
  ['USD 12/1000', { amount: 12, per: 1000, currency: 'USD' }],
  ['5/100 GiB', { amount: 5, per: 100 * 2 ** 30, currency: '' }],
  ['7', { amount: 7, per: 1, currency: '' }],
  ['cheap', undefined],
  ['-3/GB', undefined],
  ['USD 3 EUR/GB', undefined],
  ['3/0 GB', undefined],
])('the price %s', (written, price) => {
  expect(parsePrice(written)).toEqual(price);
});

test('a month costs by what there is of it', () => {
  const price = { amount: 0.5, per: 1e9, currency: 'USD' };
  expect([costOf(price, 40e9), costOf(price, 0), costOf(price, -5)]).toEqual([20, 0, 0]);
});

test.each([
  ['too large', { limit: 100, used: 40, headroom: 0.2 }, { verdict: 'lower', wanted: 50, saved: 50 }],
  ['too small', { limit: 100, used: 90, headroom: 0.2 }, { verdict: 'raise', wanted: 112.5, saved: -12.5 }],
  [
    'too small for what is coming',
    { limit: 100, used: 40, ahead: 160, headroom: 0.2 },
    { verdict: 'raise', wanted: 200, saved: -100 },
  ],
  ['right', { limit: 100, used: 75, headroom: 0.2 }, { verdict: 'keep', wanted: 100, saved: 0 }],
])('a limit that is %s', (_, asked, expected) => {
  expect(rightSize(asked)).toEqual(expected);
});

test('the limit that fits holds the percentile of what was used, and what is expected', () => {
  const level = projectCapacity(
    grid((hour) => (hour % 24 === 6 ? 400 : 200)),
    question,
  );
  expect([level?.used, level?.size.verdict]).toEqual([400, 'lower']);
  expect(level?.size.wanted).toBeCloseTo(500, 6);
  const growing = projectCapacity(
    grid((hour) => 100 + hour),
    question,
  );
  expect(growing?.size.wanted).toBeCloseTo((growing?.forecast.expected ?? 0) / 0.8, 6);
});
