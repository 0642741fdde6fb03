import { mean } from '../../kernel/moments.ts';
import { twoSided } from './normal.ts';
import { median } from './quantile.ts';

export interface Trend {
  /** Kendall's S: steps up less steps down, over all pairs. */
  readonly s: number;
  readonly z: number;
  /** How likely so much is by chance. */
  readonly p: number;
  /** The median of the slopes of all pairs, for one step. https://doi.org/10.1080/01621459.1968.10480934 */
  readonly slope: number;
}

/** Mann–Kendall with ties, and Sen's slope. Values are at equal steps; a step without one is left out. https://doi.org/10.2307/1907187 */
export function trendOf(values: readonly (number | undefined)[]): Trend {
  const known = values.flatMap((value, at) => (value !== undefined && Number.isFinite(value) ? [{ at, value }] : []));
  let s = 0;
  const slopes: number[] = [];
  known.forEach((a, index) => {
    for (const b of known.slice(index + 1)) {
      s += Math.sign(b.value - a.value);
      slopes.push((b.value - a.value) / (b.at - a.at));
    }
  });
  const variance = varianceOf(known.map(({ value }) => value));
  const z = variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  return { s, z, p: twoSided(z), slope: slopes.length === 0 ? 0 : median(slopes) };
}

function varianceOf(values: readonly number[]): number {
  const n = values.length;
  const ties = new Map<number, number>();
  for (const value of values) ties.set(value, (ties.get(value) ?? 0) + 1);
  const tied = [...ties.values()].reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0);
  return (n * (n - 1) * (2 * n + 5) - tied) / 18;
}

export type TrendClass = 'improving' | 'stable' | 'degrading';
/** Where nobody says which way is better. */
export type TrendDirection = 'rising' | 'stable' | 'falling';
/** Which way of something is better; undefined: nobody says. */
export type Better = 'less' | 'more' | undefined;

/** One in a hundred by chance: a report has many trends. */
const SIGNIFICANT = 0.01;
/** Change over the whole period, of the median, that anybody would call one. */
const WORTH_SAYING = 0.05;
/** With fewer values no order of them is that unlikely. */
const FEWEST = 6;
/** More are put together first, each slice as its mean: neighbours of fine steps are alike, which is no trend. */
const SLICES = 48;

/**
 * Which way it goes, where it goes anywhere: by more than chance and by more than a twentieth. Every command that tells of a trend tells
 * it by this. undefined: there is too little to tell.
 */
export function trendClass(values: readonly (number | undefined)[], better: 'less' | 'more'): TrendClass | undefined;
export function trendClass(values: readonly (number | undefined)[], better: undefined): TrendDirection | undefined;
export function trendClass(values: readonly (number | undefined)[], better: Better): TrendClass | TrendDirection | undefined;
export function trendClass(all: readonly (number | undefined)[], better: Better): TrendClass | TrendDirection | undefined {
  const values = slicesOf(all);
  const known = values.filter((value) => value !== undefined && Number.isFinite(value)) as number[]; // filtered just now
  if (known.length < FEWEST) return undefined;
  const { p, slope } = trendOf(values);
  const level = Math.abs(median(known)) || known.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (p >= SIGNIFICANT || Math.abs(slope) * (values.length - 1) < WORTH_SAYING * level || slope === 0) return 'stable';
  if (better === undefined) return slope > 0 ? 'rising' : 'falling';
  return slope > 0 === (better === 'more') ? 'improving' : 'degrading';
}

/** At most 48 slices of equal length; counted from the end, so that the last is a whole one. */
function slicesOf(values: readonly (number | undefined)[]): readonly (number | undefined)[] {
  if (values.length <= SLICES) return values;
  const size = Math.ceil(values.length / SLICES);
  const slices: (number | undefined)[] = [];
  for (let to = values.length; to > 0; to -= size) {
    const known = values.slice(Math.max(0, to - size), to).filter((one) => one !== undefined && Number.isFinite(one)) as number[]; // just now
    slices.unshift(known.length === 0 ? undefined : mean(known));
  }
  return slices;
}
