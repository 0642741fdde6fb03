/** The share of a normal distribution below `z`. By the series near the middle and the continued fraction in the tails: 1e-14. https://dlmf.nist.gov/7.6 https://dlmf.nist.gov/7.9 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (z > 0) return 1 - normalCdf(-z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z <= -3) return tail(-z) * density;
  let term = z;
  let sum = z;
  for (let n = 3; Math.abs(term) > 1e-17; n += 2) {
    term *= (z * z) / n;
    sum += term;
  }
  return 0.5 + sum * density;
}

/** Mills' ratio. */
function tail(z: number): number {
  let fraction = 0;
  for (let k = 80; k >= 1; k -= 1) fraction = k / (z + fraction);
  return 1 / (z + fraction);
}

/** The `z` with this share below it. */
export function normalQuantile(share: number): number {
  if (share <= 0) return Number.NEGATIVE_INFINITY;
  if (share >= 1) return Number.POSITIVE_INFINITY;
  let [low, high] = [-40, 40];
  for (let step = 0; step < 200 && high - low > 1e-14; step += 1) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** How far from the middle an interval of this confidence reaches: 1.96 for 0.95. */
export function zOf(confidence: number): number {
  return normalQuantile(0.5 + confidence / 2);
}

/** Both tails beyond `z`. */
export function twoSided(z: number): number {
  return Math.min(1, 2 * normalCdf(-Math.abs(z)));
}
