/** What an SLO should answer, counted event by event: knows nothing of rates, recordings or windows that are summed from others. */
import { EVALUATION_S, EVALUATIONS, type Pattern, SCRAPE_S } from './pattern.ts';

export interface ExactTier {
  readonly name: string;
  readonly longS: number;
  readonly shortS: number;
  readonly threshold: number;
}

const FAILURES = 5;
/** For so long after two scrapes there is still a rate. */
const SEEN_S = 300;
const FADES_FROM = (57.5 * 60) / EVALUATION_S;

export interface Exact {
  /** Bad by all events since the beginning; undefined where there were none. */
  attained(evaluation: number): number | undefined;
  /** Half the events five minutes around an hour ago, of all: recordings of the last hour and of what was before fade into each other there. */
  fading(evaluation: number): number;
  firing(tier: ExactTier, evaluation: number): boolean;
}

export function exactOf({ total, bad, scraped }: Pattern): Exact {
  const [all, failed, seen] = [sums(total), sums(bad), sums(scraped.map(Number))];
  const within = (of: readonly number[], evaluation: number, seconds: number) => {
    const last = (evaluation * EVALUATION_S) / SCRAPE_S;
    return at(of, last) - at(of, last - seconds / SCRAPE_S);
  };
  const measured = sums(Array.from({ length: EVALUATIONS + 1 }, (_, one) => (within(seen, one, SEEN_S + SCRAPE_S) >= 2 ? 1 : 0)));
  const ratio = (evaluation: number, seconds: number) =>
    within(failed, evaluation, seconds) / Math.max(1, within(all, evaluation, seconds));
  return {
    attained: (evaluation) => {
      const last = (evaluation * EVALUATION_S) / SCRAPE_S;
      return at(all, last) === 0 ? undefined : at(failed, last) / at(all, last);
    },
    fading: (evaluation) =>
      (0.5 * within(all, evaluation - FADES_FROM, 300)) / Math.max(1, at(all, (evaluation * EVALUATION_S) / SCRAPE_S)),
    firing: ({ longS, shortS, threshold }, evaluation) => {
      const evaluations = longS / EVALUATION_S;
      const share = (at(measured, evaluation) - at(measured, evaluation - evaluations)) / evaluations;
      const enough = within(failed, evaluation, longS) >= FAILURES;
      return enough && ratio(evaluation, longS) * share > threshold && ratio(evaluation, shortS) > threshold;
    },
  };
}

/** Of all up to and with each index. */
function sums(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}

function at(of: readonly number[], index: number): number {
  return index < 0 ? 0 : (of[index] ?? 0);
}
