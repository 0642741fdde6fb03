export interface Shape {
  readonly points: readonly number[];
  readonly everyMs: number;
  readonly leastShare: number;
  readonly similarity: number;
}

/** Such that the weighted sum of as many values, divided by their standard deviation, is their correlation with the shape. */
export function weightsOf(points: readonly number[]): number[] {
  const mean = meanOf(points);
  const deviation = deviationOf(points);
  return points.map((point) => Number(((point - mean) / (points.length * deviation)).toPrecision(9)));
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}

/** Of all of them, as Prometheus' stddev. */
export function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((one) => (one - mean) ** 2)));
}

/** Correlation of a shape with values. */
export function similarityOf(points: readonly number[], values: readonly number[]): number {
  const deviation = deviationOf(values);
  if (deviation === 0) return 0;
  return weightsOf(points).reduce((sum, weight, index) => sum + weight * (values[index] ?? 0), 0) / deviation;
}
