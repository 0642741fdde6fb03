import { expect, test } from 'vitest';
import { deviation, mean } from '../../../../src/kernel/moments.ts';
import { chanceOf, falseDiscovery, pearson, ranks } from '../../../../src/operate/statistics/correlation.ts';
import { forecaster, lineThrough, type Point } from '../../../../src/operate/statistics/line.ts';
import { quantile } from '../../../../src/operate/statistics/quantile.ts';
import { studentCdf, studentQuantile, twoSided } from '../../../../src/operate/statistics/student-t.ts';

/** https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/Norris.dat: y, x */
const NORRIS = `0.1 0.2 338.8 337.4 118.1 118.2 888.0 884.6 9.2 10.1 228.1 226.5 668.5 666.3 998.5 996.3 449.1 448.6 778.9 777.0 559.2 558.2
0.3 0.4 0.1 0.6 778.1 775.5 668.8 666.9 339.3 338.0 448.9 447.5 10.8 11.6 557.7 556.0 228.3 228.1 998.0 995.8 888.8 887.6 119.6 120.2 0.3 0.3
0.6 0.3 557.6 556.8 339.3 339.1 888.0 887.2 998.5 999.0 778.9 779.0 10.2 11.1 117.6 118.3 228.9 229.2 668.4 669.1 449.2 448.9 0.2 0.5`;
/** Anscombe, The American Statistician 27 (1973), first and third of four. */
const X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
const FIRST = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
const THIRD = [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73];

test('moments are those of Prometheus', () => {
  const values = [2, 4, 4, 4, 5, 5, 7, 9];
  expect([mean(values), deviation(values)]).toEqual([5, 2]);
  expect([0.25, 0.5, 0.9].map((q) => quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], q))).toEqual([3.25, 5.5, 9.1]);
});

test('a line through the reference data of NIST', () => {
  const numbers = NORRIS.split(/\s+/).map(Number);
  const points = Array.from({ length: numbers.length / 2 }, (_, at): Point => [numbers[2 * at + 1] ?? 0, numbers[2 * at] ?? 0]);
  const line = lineThrough(points);
  expect(points).toHaveLength(36);
  expect(line?.intercept).toBeCloseTo(-0.262323073774029, 9);
  expect(line?.slope).toBeCloseTo(1.00211681802045, 11);
  expect(line?.residualDeviation).toBeCloseTo(0.884796396144373, 9);
});

test('a line through the quartet of Anscombe', () => {
  const line = lineThrough(X.map((x, index) => [x, FIRST[index] ?? 0]));
  expect([line?.intercept, line?.slope].map((one) => Number(one?.toFixed(4)))).toEqual([3.0001, 0.5001]);
});

test('a forecast of independent points is the interval of the textbooks, reckoned anew', () => {
  const points: Point[] = [
    [1, 2.1],
    [2, 3.9],
    [3, 6.2],
    [4, 7.8],
    [5, 10.1],
  ];
  const line = lineThrough(points);
  if (!line) throw new Error('no line');
  const band = forecaster({ ...line, effective: 5 }, 0.95)(7);
  // t(0.975, 3) = 3.182446, s = sqrt(0.107 / 3), 1 + 1/5 + 16/10
  const half = 3.182446305 * Math.sqrt(0.107 / 3) * Math.sqrt(1 + 1 / 5 + 16 / 10);
  expect(band.expected).toBeCloseTo(0.05 + 1.99 * 7, 9);
  expect(band.high - band.expected).toBeCloseTo(half, 6);
});

test.each([
  [0.975, 1, 12.7062047],
  [0.975, 5, 2.5705818],
  [0.95, 10, 1.8124611],
  [0.995, 30, 2.7499957],
  [0.9, 3, 1.6377444],
])("Student's %d of %d degrees is in the tables", (share, freedom, t) => {
  expect(studentQuantile(share, freedom)).toBeCloseTo(t, 6);
  expect(studentCdf(t, freedom)).toBeCloseTo(share, 7);
  expect(twoSided(t, freedom)).toBeCloseTo(2 * (1 - share), 7);
});

test('correlation is that of the quartet, and of ranks', () => {
  expect(pearson(X, FIRST)).toBeCloseTo(0.81642, 5);
  expect(pearson(X, THIRD)).toBeCloseTo(0.81629, 5);
  expect(pearson(ranks(X), ranks(THIRD))).toBeCloseTo(0.99091, 5);
  expect(ranks([3, 1, 3, 2])).toEqual([3.5, 1, 3.5, 2]);
  expect(twoSided(0.81642 * Math.sqrt(9 / (1 - 0.81642 ** 2)), 9)).toBeCloseTo(0.00217, 5); // as R's cor.test
  expect(pearson([1, 1, 1], [1, 2, 3])).toBeNaN();
});

test('series that remember their last values are less of a proof', () => {
  const slow = Array.from({ length: 100 }, (_, index) => Math.sin(index / 10));
  const quick = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? 1 : -1) + 0.1 * ((index * 7) % 5));
  expect(chanceOf(0.3, slow, slow)).toBeGreaterThan(0.2);
  expect(chanceOf(0.3, slow, quick)).toBeCloseTo(twoSided(0.3 * Math.sqrt(98 / (1 - 0.09)), 98), 9);
  expect(chanceOf(1, slow, slow)).toBe(0);
});

test('many questions at once: the example of Benjamini and Hochberg (1995)', () => {
  const chances = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  expect(falseDiscovery(chances).filter((one) => one <= 0.05)).toHaveLength(4);
});
