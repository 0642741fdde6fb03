/** How many observations at most so large; the last is all of them. */
export interface Bucket {
  readonly le: number;
  readonly count: number;
}

/**
 * Two-sample Kolmogorov–Smirnov over the limits of the buckets both have: the largest distance of the two distributions, and how likely
 * so much is by chance. Between the limits nothing is known, so the distance is never overstated. https://doi.org/10.1214/aoms/1177729437
 */
export function distributionDifference(
  a: readonly Bucket[],
  b: readonly Bucket[],
): { readonly distance: number; readonly p: number } {
  const [allA, allB] = [a.at(-1)?.count ?? 0, b.at(-1)?.count ?? 0];
  if (!(allA > 0) || !(allB > 0)) return { distance: 0, p: 1 };
  const inB = new Map(b.map(({ count, le }) => [le, count]));
  const distance = a.reduce((most, { count, le }) => {
    const other = inB.get(le);
    return other === undefined ? most : Math.max(most, Math.abs(count / allA - other / allB));
  }, 0);
  const effective = Math.sqrt((allA * allB) / (allA + allB));
  return { distance, p: kolmogorov((effective + 0.12 + 0.11 / effective) * distance) };
}

/** The chance of a larger distance; the correction above is Stephens'. https://doi.org/10.1111/j.2517-6161.1970.tb00821.x */
function kolmogorov(lambda: number): number {
  if (lambda < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k += 1) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda);
  return Math.min(1, Math.max(0, sum));
}

/** The value below which this share of all observations is, evenly between the limits of its bucket, as `histogram_quantile` has it. */
export function quantileOfBuckets(buckets: readonly Bucket[], share: number): number | undefined {
  const all = buckets.at(-1)?.count ?? 0;
  if (!(all > 0)) return undefined;
  const rank = share * all;
  const at = buckets.findIndex(({ count }) => count >= rank);
  const [found, before] = [buckets[at], buckets[at - 1]];
  if (!found) return undefined;
  if (!Number.isFinite(found.le)) return before?.le;
  const from = before?.le ?? Math.min(0, found.le);
  const inside = found.count - (before?.count ?? 0);
  return inside === 0 ? found.le : from + (found.le - from) * ((rank - (before?.count ?? 0)) / inside);
}
