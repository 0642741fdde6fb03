import { deviation, mean } from '../../kernel/moments.ts';
import { falseDiscovery } from '../statistics/correlation.ts';
import { correlationWithNext } from '../statistics/line.ts';
import { quantile } from '../statistics/quantile.ts';
import { twoSided } from '../statistics/student-t.ts';

/** What a measurement was, kept small: enough to compare means, and to say how a peak was. */
export interface Remembered {
  readonly name: string;
  readonly promql: string;
  readonly points: number;
  /** How many independent ones: fewer where each is like the one before. */
  readonly effective: number;
  readonly mean: number;
  readonly deviation: number;
  readonly p95: number;
}

/** undefined below three values. */
export function remembered(name: string, promql: string, values: readonly number[]): Remembered | undefined {
  if (values.length < 3) return undefined;
  const likeness = Math.max(0, correlationWithNext(values));
  return {
    name,
    promql,
    points: values.length,
    effective: Math.max(3, (values.length * (1 - likeness)) / (1 + likeness)),
    mean: mean(values),
    deviation: deviation(values),
    p95: quantile(values, 0.95),
  };
}

export interface Comparison {
  readonly name: string;
  readonly verdict: 'same' | 'higher' | 'lower' | 'new' | 'gone';
  readonly before: Remembered | undefined;
  readonly now: Remembered | undefined;
  /** Of the mean, as a share of what it was; null from 0, or where one is missing. */
  readonly change: number | null;
  /** The share of differences like this one that are chance, among all that were compared; null where one is missing. */
  readonly falseDiscovery: number | null;
}

export interface Judgement {
  /** A change below this share is none. */
  readonly leastShare: number;
  /** The greatest share of chance. */
  readonly mostChance: number;
}

/** Each measurement then and now, what changed most first. */
export function compareBaseline(then: readonly Remembered[], now: readonly Remembered[], judgement: Judgement): Comparison[] {
  const before = new Map(then.map((one) => [one.name, one]));
  const after = new Map(now.map((one) => [one.name, one]));
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const chances = names.map((name) => welch(before.get(name), after.get(name)));
  const shares = falseDiscovery(chances.filter((one) => one !== undefined));
  let compared = 0;
  const all = names.map((name, index): Comparison => {
    const [old, current] = [before.get(name), after.get(name)];
    const share = chances[index] === undefined ? null : (shares[compared++] ?? null);
    const change = old && current && old.mean !== 0 ? current.mean / old.mean - 1 : null;
    return { name, before: old, now: current, change, falseDiscovery: share, verdict: verdictOf(old, current, share, judgement) };
  });
  return all.sort((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0));
}

function verdictOf(
  old: Remembered | undefined,
  now: Remembered | undefined,
  chance: number | null,
  { leastShare, mostChance }: Judgement,
): Comparison['verdict'] {
  if (!now) return 'gone';
  if (!old) return 'new';
  const away = now.mean - old.mean;
  const isClear = chance !== null && chance <= mostChance && Math.abs(away) > leastShare * Math.abs(old.mean);
  return isClear ? (away > 0 ? 'higher' : 'lower') : 'same';
}

/** How likely means so far apart are by chance, of two lists that need not scatter alike. https://doi.org/10.1093/biomet/34.1-2.28 */
export function welch(a: Remembered | undefined, b: Remembered | undefined): number | undefined {
  if (!a || !b) return undefined;
  const of = ({ deviation: all, points, effective }: Remembered) => (all * all * points) / (points - 1) / effective;
  const [ofA, ofB] = [of(a), of(b)];
  if (ofA + ofB === 0) return a.mean === b.mean ? 1 : 0;
  const t = (a.mean - b.mean) / Math.sqrt(ofA + ofB);
  const freedom = (ofA + ofB) ** 2 / (ofA ** 2 / (a.effective - 1) + ofB ** 2 / (b.effective - 1));
  return twoSided(t, freedom);
}
