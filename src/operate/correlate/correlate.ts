import { aFewAtATime } from '../../targets/a-few-at-a-time.ts';
import type { Measurement } from '../measurements.ts';
import type { PrometheusReader, Steps } from '../servers/prometheus.ts';
import { chanceOf, falseDiscovery, pearson, ranks } from '../statistics/correlation.ts';
import { gridOf } from '../statistics/grid.ts';

/** How another measurement moved with the one that is asked about. */
export interface Correlation {
  readonly measurement: Measurement;
  /** -1 to 1: Pearson's of the changes from step to step, or Spearman's of the levels. */
  readonly r: number;
  /** How much later it moved, at the lag where the two are most alike; negative: earlier. */
  readonly lagSeconds: number;
  /** The share of finds like this one that are chance, among all that were compared. */
  readonly falseDiscovery: number;
  readonly points: number;
}

/**
 * Two series that only drift have much the same levels by chance, so it is their changes that are compared; levels are for what moves too
 * slowly to be seen from step to step.
 */
export const CORRELATE_OF = ['changes', 'levels'] as const;
export type CorrelateOf = (typeof CORRELATE_OF)[number];

export interface CorrelateQuestion extends Steps {
  /** The furthest lag that is tried, to both sides. */
  readonly lagSeconds: number;
  readonly of: CorrelateOf;
  progress(done: number): void;
}

/** Fewer than these say nothing. */
const LEAST_POINTS = 10;

/** What moved with the subject, the closest first. Measurements that never move are left out. */
export async function correlate(
  prometheus: PrometheusReader,
  subject: Measurement,
  others: readonly Measurement[],
  question: CorrelateQuestion,
): Promise<Correlation[]> {
  const valuesOf = async ({ promql }: Measurement) => {
    const [first] = await prometheus.range(promql, question);
    return gridOf(first?.points ?? [], question).values;
  };
  const own = await valuesOf(subject);
  let done = 0;
  const found = await aFewAtATime(others, async (measurement) => {
    const best = mostAlike(own, await valuesOf(measurement), { of: question.of, lag: Math.floor(question.lagSeconds / question.stepSeconds) });
    done += 1;
    question.progress(done);
    return best ? { measurement, ...best } : undefined;
  });
  const known = found.filter((one) => one !== undefined);
  const shares = falseDiscovery(known.map(({ chance }) => chance));
  return known
    .map(({ measurement, r, lag, points }, index) => ({
      measurement,
      r,
      lagSeconds: lag * question.stepSeconds,
      falseDiscovery: shares[index] ?? 1,
      points,
    }))
    .sort((a, b) => Math.abs(b.r) - Math.abs(a.r));
}

type Values = readonly (number | undefined)[];

interface Likeness {
  readonly r: number;
  readonly lag: number;
  readonly chance: number;
  readonly points: number;
}

/** The lag, in steps, at which two series are most alike; its chance is that of the best of all lags that were tried. */
export function mostAlike(
  own: Values,
  other: Values,
  { of, lag: most }: { readonly of: CorrelateOf; readonly lag: number },
): Likeness | undefined {
  const [first, second] = of === 'changes' ? [changes(own), changes(other)] : [own, other];
  const all = Array.from({ length: 2 * most + 1 }, (_, index) => likeness(first, second, index - most, of));
  const found = all.filter((one) => one !== undefined);
  const [best] = found.toSorted((a, b) => Math.abs(b.r) - Math.abs(a.r) || Math.abs(a.lag) - Math.abs(b.lag));
  return best && { ...best, chance: Math.min(1, best.chance * found.length) };
}

function changes(values: Values): Values {
  return values.map((value, index) => {
    const before = index === 0 ? undefined : values[index - 1];
    return value === undefined || before === undefined ? undefined : value - before;
  });
}

function likeness(own: Values, other: Values, lag: number, of: CorrelateOf): Likeness | undefined {
  const pairs = own.flatMap((value, index) => {
    const then = other[index + lag];
    return value === undefined || then === undefined ? [] : [[value, then] as const];
  });
  if (pairs.length < LEAST_POINTS) return undefined;
  const [x, y] = [pairs.map(([one]) => one), pairs.map(([, one]) => one)];
  const [a, b] = of === 'changes' ? [x, y] : [ranks(x), ranks(y)];
  const r = pearson(a, b);
  return Number.isNaN(r) ? undefined : { r, lag, chance: chanceOf(r, a, b), points: pairs.length };
}
