import { mean } from '../../kernel/moments.ts';
import { correlationWithNext } from './line.ts';
import { twoSided } from './student-t.ts';

/** Pearson's r; NaN where one of the two never moves. */
export function pearson(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, ofA, ofB] = [0, 0, 0];
  for (const [index, one] of a.entries()) {
    const [x, y] = [one - meanA, (b[index] ?? 0) - meanB];
    both += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return both / Math.sqrt(ofA * ofB);
}

/** Pearson's r of the ranks is Spearman's: any monotone relation, and no outlier decides. Ties share their mean rank. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((x, y) => (values[x] ?? 0) - (values[y] ?? 0));
  const result: number[] = Array.from({ length: values.length }, () => 0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let at = from; at <= to; at += 1) result[order[at] ?? 0] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return result;
}

/**
 * How likely an r like this is by chance. Series remember their last values, so there are fewer independent points than steps:
 * n (1 - ab) / (1 + ab), with the correlation of each series with its next value. https://doi.org/10.1175/1520-0442(1997)010%3C2147:ASATNO%3E2.0.CO;2
 */
export function chanceOf(r: number, a: readonly number[], b: readonly number[]): number {
  const likeness = Math.max(0, correlationWithNext(a) * correlationWithNext(b));
  const effective = Math.max(3, (a.length * (1 - likeness)) / (1 + likeness));
  if (Math.abs(r) >= 1) return 0;
  return twoSided(r * Math.sqrt((effective - 2) / (1 - r * r)), effective - 2);
}

/** Benjamini and Hochberg: the share of false finds among all that are at most so likely. In the order of the input. */
export function falseDiscovery(chances: readonly number[]): number[] {
  const order = chances.map((_, index) => index).sort((x, y) => (chances[y] ?? 0) - (chances[x] ?? 0));
  const result: number[] = Array.from({ length: chances.length }, () => 1);
  let least = 1;
  for (const [position, index] of order.entries()) {
    least = Math.min(least, ((chances[index] ?? 1) * chances.length) / (chances.length - position));
    result[index] = least;
  }
  return result;
}
