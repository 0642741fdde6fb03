/** How far the answers of the rules are from the exact counts of one pattern. */
import { type Answer, LOOKED_AT, WINDOWS } from './evaluate.ts';
import { type Exact, type ExactTier, exactOf, MOMENTS, STORED_SCRAPES } from './exact.ts';
import { EVALUATIONS, type Pattern } from './pattern.ts';

export interface Compared {
  readonly name: string;
  /** What is known not to be counted happened: see `Pattern.losesSome`. */
  readonly losesSome: boolean;
  /** The largest difference of any window's ratio from the true one, as a share of the true one, and the window. */
  readonly off: number;
  readonly window: string;
  /** Ratios that were compared, and those of windows in which nothing happened: neither has an answer. */
  readonly ratios: number;
  readonly empty: number;
  /** Evaluations at which a tier is in a state that the exact counts have at no scrape of the last evaluation interval. */
  readonly late: readonly string[];
  /** Evaluations at which a tier is not in the state of the last scrape that was stored. */
  readonly unlike: number;
  /** Detections and resets. */
  readonly transitions: number;
}

/** Windows of the SLO of `hour-scale.ts`. */
const TIERS: readonly ExactTier[] = [
  { name: 'quick', longS: 24 * 60, shortS: 2 * 60, threshold: 0.04 },
  { name: 'slow', longS: 2 * 3600, shortS: 10 * 60, threshold: 0.01 },
];

export function compared(pattern: Pattern, answer: Answer): Compared {
  const exact = exactOf(pattern);
  const ratios = WINDOWS.flatMap(([window, seconds]) =>
    LOOKED_AT.map((evaluation) => {
      const wanted = exact.ratio(evaluation, seconds, STORED_SCRAPES);
      return { window: `${window} at ${evaluation}`, wanted, off: share(answer.ratios.get(window)?.get(evaluation), wanted) };
    }),
  );
  const worst = ratios.reduce((most, one) => (one.off > most.off ? one : most));
  const tiers = TIERS.map((tier) => states(tier, exact, answer.firing.get(tier.name) ?? []));
  return {
    name: pattern.name,
    losesSome: pattern.losesSome,
    off: worst.off,
    window: worst.off === 0 ? '' : worst.window,
    ratios: ratios.length,
    empty: ratios.filter(({ wanted }) => wanted === undefined).length,
    late: tiers.flatMap(({ late }) => late),
    unlike: tiers.reduce((sum, { unlike }) => sum + unlike, 0),
    transitions: tiers.reduce((sum, { transitions }) => sum + transitions, 0),
  };
}

/** Of the true one; an answer where there should be none, or none where there should be one, is all of it. */
function share(got: number | undefined, wanted: number | undefined): number {
  if (got === wanted) return 0;
  return got === undefined || !wanted ? 1 : Math.abs(got - wanted) / wanted;
}

/** A ratio that is exactly the threshold may be above it by the last digit of a float. */
const TIES = [1 - 1e-12, 1 + 1e-12];

function states(tier: ExactTier, exact: Exact, got: readonly boolean[]): Pick<Compared, 'late' | 'unlike' | 'transitions'> {
  const thresholds = TIES.map((by) => tier.threshold * by);
  const isWanted = (at: number, late: number) =>
    thresholds.some((threshold) => exact.firing({ ...tier, threshold }, at, late) === got[at]);
  const evaluations = Array.from({ length: EVALUATIONS }, (_, index) => index + 1);
  const exactly = (at: number) => exact.firing(tier, at, STORED_SCRAPES);
  return {
    late: evaluations
      .filter((at) => !MOMENTS.some((late) => isWanted(at, late)))
      .map((at) => `${tier.name} ${got[at] ? 'fires' : 'is silent'} at ${at}`),
    unlike: evaluations.filter((at) => !isWanted(at, STORED_SCRAPES)).length,
    transitions: evaluations.filter((at) => exactly(at) !== exactly(at - 1)).length,
  };
}
