import { deviation, mean } from '../../kernel/moments.ts';

export interface Shape {
  readonly points: readonly number[];
  readonly everyMs: number;
  readonly leastShare: number;
  readonly similarity: number;
}

/** Such that the weighted sum of as many values, divided by their standard deviation, is their correlation with the shape. */
export function weightsOf(points: readonly number[]): number[] {
  const [middle, spread] = [mean(points), deviation(points)];
  return points.map((point) => Number(((point - middle) / (points.length * spread)).toPrecision(9)));
}

/** Correlation of a shape with values. */
export function similarityOf(points: readonly number[], values: readonly number[]): number {
  const spread = deviation(values);
  if (spread === 0) return 0;
  return weightsOf(points).reduce((sum, weight, index) => sum + weight * (values[index] ?? 0), 0) / spread;
}
