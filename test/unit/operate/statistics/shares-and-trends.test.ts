import { describe, expect, test } from 'vitest';
import { distributionDifference, quantileOfBuckets } from '../../../../src/operate/statistics/distribution.ts';
import { normalCdf, normalQuantile, twoSided, zOf } from '../../../../src/operate/statistics/normal.ts';
import { shareDifference, wilson } from '../../../../src/operate/statistics/proportion.ts';
import { median } from '../../../../src/operate/statistics/quantile.ts';
import { trendClass, trendOf } from '../../../../src/operate/statistics/trend.ts';

describe('the normal distribution', () => {
  test('is that of the tables', () => {
    // Abramowitz and Stegun, table 26.1 and 26.2
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 14);
    expect(normalCdf(-2)).toBeCloseTo(0.022750131948179, 14);
    expect(normalCdf(2.99)).toBeCloseTo(0.9986051127645077, 12);
    expect(normalCdf(-5) / 2.866515718791939e-7).toBeCloseTo(1, 12);
    expect(normalCdf(-10) / 7.61985302416053e-24).toBeCloseTo(1, 10);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
    expect(zOf(0.99)).toBeCloseTo(2.575829303548901, 12);
    expect(twoSided(1.959963984540054)).toBeCloseTo(0.05, 12);
  });

  test('its two halves meet', () => {
    for (const z of [-2.999999, -3.000001]) expect(normalCdf(z)).toBeCloseTo(0.0013498980316301, 8);
    for (const share of [0.001, 0.2, 0.5, 0.9999]) expect(normalCdf(normalQuantile(share))).toBeCloseTo(share, 12);
  });
});

describe('shares', () => {
  test('Wilson: 15 of 148, as Newcombe 1998 has it', () => {
    // https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E table I: 81/263, 15/148, 0/20, 1/29
    const rounded = (found: number, all: number) => Object.values(wilson(found, all)).map((limit) => Number(limit.toFixed(4)));
    expect(rounded(81, 263)).toEqual([0.2553, 0.3662]);
    expect(rounded(15, 148)).toEqual([0.0624, 0.1605]);
    expect(rounded(0, 20)).toEqual([0, 0.1611]);
    expect(rounded(1, 29)).toEqual([0.0061, 0.1718]);
    expect(wilson(0, 0)).toEqual({ from: 0, to: 1 });
  });

  test('two shares differ by more than chance, or not', () => {
    const { z, p } = shareDifference({ found: 10, all: 1000 }, { found: 30, all: 1000 });
    expect(z).toBeCloseTo(0.02 / Math.sqrt(0.02 * 0.98 * 0.002), 12);
    expect(p).toBeCloseTo(2 * (1 - normalCdf(z)), 12);
    expect(shareDifference({ found: 0, all: 10 }, { found: 0, all: 10 }).p).toBe(1);
    expect(shareDifference({ found: 5, all: 0 }, { found: 0, all: 10 }).p).toBe(1);
  });
});

describe('distributions', () => {
  const buckets = (...counts: readonly number[]) =>
    counts.map((count, at) => ({ le: [0.1, 0.5, 1, Number.POSITIVE_INFINITY][at] ?? 0, count }));

  test('are as far apart as at the limit where they are farthest', () => {
    expect(distributionDifference(buckets(50, 80, 100, 100), buckets(20, 60, 100, 100)).distance).toBeCloseTo(0.3, 12);
    expect(distributionDifference(buckets(50, 80, 100, 100), buckets(100, 160, 200, 200))).toEqual({ distance: 0, p: 1 });
    expect(distributionDifference(buckets(), buckets(1, 1, 1, 1)).p).toBe(1);
  });

  test('the chance is that of Kolmogorov: 0.05 at 1.358', () => {
    const effective = Math.sqrt(1e6 / 2);
    const distance = 1.3581 / (effective + 0.12 + 0.11 / effective);
    const other = 5e5 + distance * 1e6;
    expect(distributionDifference(buckets(5e5, 1e6, 1e6, 1e6), buckets(other, 1e6, 1e6, 1e6)).p).toBeCloseTo(0.05, 4);
  });

  test('have their quantiles where histogram_quantile has them', () => {
    expect(quantileOfBuckets(buckets(50, 80, 100, 100), 0.5)).toBe(0.1);
    expect(quantileOfBuckets(buckets(50, 80, 100, 100), 0.65)).toBeCloseTo(0.3, 12);
    expect(quantileOfBuckets(buckets(50, 80, 90, 100), 0.99)).toBe(1);
    expect(quantileOfBuckets(buckets(0, 0, 0, 0), 0.5)).toBeUndefined();
  });
});

describe('trends', () => {
  test('Mann–Kendall by hand', () => {
    const rising = trendOf([1, 2, 3, 4, 5]);
    expect(rising).toMatchObject({ s: 10, slope: 1 });
    // var S = 5·4·15 / 18
    expect(rising.z).toBeCloseTo(9 / Math.sqrt(300 / 18), 12);
    // with the tie of two: (4·3·13 - 2·1·9) / 18
    expect(trendOf([1, 2, 2, 3]).s).toBe(5);
    expect(trendOf([1, 2, 2, 3]).z).toBeCloseTo(4 / Math.sqrt((156 - 18) / 18), 12);
    expect(trendOf([7, 7, 7])).toEqual({ s: 0, z: 0, p: 1, slope: 0 });
    expect(trendOf([])).toEqual({ s: 0, z: 0, p: 1, slope: 0 });
  });

  test('is the same recomputed pair by pair, with gaps', () => {
    const values = Array.from({ length: 40 }, (_, at) => (at % 7 === 3 ? undefined : Math.sin(at * 12.9898) * 10 + at / 5));
    let s = 0;
    const slopes: number[] = [];
    for (let i = 0; i < values.length; i += 1)
      for (let j = i + 1; j < values.length; j += 1) {
        const [a, b] = [values[i], values[j]];
        if (a === undefined || b === undefined) continue;
        s += a < b ? 1 : a > b ? -1 : 0;
        slopes.push((b - a) / (j - i));
      }
    expect(trendOf(values)).toMatchObject({ s, slope: median(slopes) });
  });

  test('are classed by what is better', () => {
    const rising = Array.from({ length: 12 }, (_, at) => 100 + at * 2);
    expect([trendClass(rising, 'less'), trendClass(rising, 'more')]).toEqual(['degrading', 'improving']);
    expect(trendClass(rising.toReversed(), 'less')).toBe('improving');
  });

  test('only have a direction where nobody says what is better', () => {
    const rising = Array.from({ length: 12 }, (_, at) => 100 + at * 2);
    expect([trendClass(rising, undefined), trendClass(rising.toReversed(), undefined)]).toEqual(['rising', 'falling']);
    expect(trendClass([5, 3, 8, 1, 9, 2, 7, 4], undefined)).toBe('stable');
  });

  test('of fine steps are those of slices, and take no time', () => {
    const walk = Array.from({ length: 100_000 }, (_, at) => 1000 + Math.sin(at / 3000) * 5);
    const began = performance.now();
    expect(trendClass(walk, 'less')).toBe('stable');
    expect(
      trendClass(
        walk.map((one, at) => (at % 7 === 0 ? undefined : one + at / 500)),
        'less',
      ),
    ).toBe('degrading');
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test('are stable where chance explains them, they are too small, or too short', () => {
    expect(trendClass([5, 3, 8, 1, 9, 2, 7, 4], 'less')).toBe('stable');
    expect(
      trendClass(
        Array.from({ length: 30 }, (_, at) => 1000 + at),
        'less',
      ),
    ).toBe('stable');
    expect(trendClass([1, 2, 3, 4, 5, Number.NaN, undefined], 'less')).toBeUndefined();
    expect(
      trendClass(
        Array.from({ length: 20 }, () => 0),
        'less',
      ),
    ).toBe('stable');
  });
});
