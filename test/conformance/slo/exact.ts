/** What an SLO should answer, counted event by event: knows nothing of rates, recordings or windows that are summed from others. */
import { EVALUATION_S, EVALUATIONS, type Pattern, SCRAPE_S } from './pattern.ts';

export interface ExactTier {
  readonly name: string;
  readonly longS: number;
  readonly shortS: number;
  readonly threshold: number;
}

const FAILURES = 5;
/** For so long after the last event that could be counted there is still a rate, and a sample is the latest there is. */
const SEEN_S = 300;
/** What is scraped counts when it is surely stored: 10 s later, which is one scrape here. */
export const STORED_SCRAPES = 1;
/** Scrapes in an evaluation: a window may have ended so long ago. */
export const MOMENTS = Array.from({ length: EVALUATION_S / SCRAPE_S + 1 }, (_, scrapes) => scrapes);

export interface Exact {
  /** Bad by all events of a window that ended `late` scrapes before the evaluation; undefined where there were none. */
  ratio(evaluation: number, seconds: number, late: number): number | undefined;
  firing(tier: ExactTier, evaluation: number, late: number): boolean;
}

export function exactOf({ total, bad, scraped }: Pattern): Exact {
  const [all, failed, seen] = [sums(total), sums(bad), sums(scraped.map(Number))];
  const before = (of: readonly number[], last: number, seconds: number) => at(of, last) - at(of, last - seconds / SCRAPE_S);
  const ratio = (evaluation: number, seconds: number, late: number) => {
    const last = (evaluation * EVALUATION_S) / SCRAPE_S - late;
    const events = before(all, last, seconds);
    return events === 0 ? undefined : before(failed, last, seconds) / events;
  };
  const counted = sums(
    Array.from({ length: EVALUATIONS + 1 }, (_, evaluation) => {
      const last = (evaluation * EVALUATION_S) / SCRAPE_S - STORED_SCRAPES;
      return evaluation > 1 && before(seen, last, SEEN_S) > 0 ? 1 : 0;
    }),
  );
  const rated = sums(
    counted.map((_, evaluation) => (at(counted, evaluation) > at(counted, evaluation - SEEN_S / EVALUATION_S) ? 1 : 0)),
  );
  return {
    ratio,
    firing: ({ longS, shortS, threshold }, evaluation, late) => {
      const evaluations = longS / EVALUATION_S;
      const share = (at(rated, evaluation) - at(rated, evaluation - evaluations)) / evaluations;
      const last = (evaluation * EVALUATION_S) / SCRAPE_S - late;
      const enough = before(failed, last, longS) >= FAILURES;
      const [long, short] = [longS, shortS].map((seconds) => ratio(evaluation, seconds, late) ?? 0);
      return enough && (long ?? 0) * share > threshold && (short ?? 0) > threshold;
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
