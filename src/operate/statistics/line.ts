import { mean } from '../../kernel/moments.ts';
import { studentQuantile } from './student-t.ts';

/** A straight line through points, by least squares. */
export interface Line {
  readonly intercept: number;
  readonly slope: number;
  /** Of the points about the line, with `n - 2` in the denominator. */
  readonly residualDeviation: number;
  /** How many independent points there would be: fewer where each is like the one before. */
  readonly effective: number;
  readonly meanX: number;
  readonly sumOfSquares: number;
}

export type Point = readonly [x: number, y: number];

/** undefined below three points, or where all have one x. */
export function lineThrough(points: readonly Point[]): Line | undefined {
  if (points.length < 3) return undefined;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const sumOfSquares = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (sumOfSquares === 0) return undefined;
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / sumOfSquares;
  const intercept = meanY - slope * meanX;
  const residuals = points.map(([x, y]) => y - intercept - slope * x);
  const residualDeviation = Math.sqrt(residuals.reduce((sum, one) => sum + one * one, 0) / (points.length - 2));
  const likeness = Math.max(0, correlationWithNext(residuals));
  const effective = Math.max(3, (points.length * (1 - likeness)) / (1 + likeness));
  return { intercept, slope, residualDeviation, effective, meanX, sumOfSquares };
}

export interface Band {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/** Where a further point lies with this probability. https://otexts.com/fpp3/regression-intervals.html, with the effective number of points */
export function forecaster(line: Line, level: number): (x: number) => Band {
  const { intercept, slope, residualDeviation, effective, meanX, sumOfSquares } = line;
  const t = studentQuantile(0.5 + level / 2, effective - 2);
  return (x) => {
    const expected = intercept + slope * x;
    const half = t * residualDeviation * Math.sqrt(1 + 1 / effective + (x - meanX) ** 2 / sumOfSquares);
    return { expected, low: expected - half, high: expected + half };
  };
}

/** How alike neighbours are: 0 not at all. */
export function correlationWithNext(values: readonly number[]): number {
  const middle = mean(values);
  const all = values.reduce((sum, one) => sum + (one - middle) ** 2, 0);
  if (all === 0) return 0;
  return values.slice(1).reduce((sum, one, index) => sum + (one - middle) * ((values[index] ?? 0) - middle), 0) / all;
}
