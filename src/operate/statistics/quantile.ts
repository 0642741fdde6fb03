/** Linear between the two nearest ranks, as `quantile_over_time` has it. `values` are sorted. */
export function quantileOfSorted(values: readonly number[], q: number): number {
  const rank = q * (values.length - 1);
  const [low, high] = [values[Math.floor(rank)] ?? Number.NaN, values[Math.ceil(rank)] ?? Number.NaN];
  return low + (high - low) * (rank - Math.floor(rank));
}

export function quantile(values: readonly number[], q: number): number {
  return quantileOfSorted(
    values.toSorted((a, b) => a - b),
    q,
  );
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
