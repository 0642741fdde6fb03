import { define } from '../kernel/place.ts';
import { printPromql } from '../query/promql/print.ts';
import type { VectorSelector } from '../query/promql/tree.ts';
import type { AuthoredSli, Window } from './kind.ts';

/** What every SLI constructor returns. */
export function authoredSli(type: string, settings: object, by: (...a: never[]) => unknown): AuthoredSli {
  return define({ kind: 'sli', type, settings }, by);
}

/** `sum by (a, b) (…)`, or `sum(…)`. */
export function sumBy(labels: readonly string[], inner: string): string {
  return labels.length === 0 ? `sum(${inner})` : `sum by (${labels.join(', ')}) (${inner})`;
}

/** `left or 0 * right` where `left` has no series: an error that never happened counts as none. */
export function orZero(labels: readonly string[], left: string, right: string): string {
  return `${left} or on (${labels.join(', ')}) 0 * ${right}`;
}

/**
 * The rate of each series, event by event: now less a window ago, which unlike `rate` extrapolates nothing. `rate` is asked where that
 * is not known: a counter that was reset, or was not scraped then or now. A series that appears with its first event counts whole, if
 * another of the same target (`witness`) was there before it: else it is the target that is new, or all of its labels, and old counts
 * would look like a burst.
 */
export function ratesOf(selector: VectorSelector, witness: VectorSelector, { text, seconds, range }: Window): string {
  const series = printPromql(selector);
  const counted = `(${series} - ${series} offset ${text} unless resets(${series}[${range}]) > 0)`;
  const older = `max by (job, instance) (count_over_time(${printPromql(witness)}[${range}]))`;
  const later = `count_over_time(${series}[${range}]) < on (job, instance) group_left () ${older}`;
  const born = `(max_over_time(${series}[${range}]) unless ${series} offset ${text} and (${later}))`;
  return `${counted} / ${seconds} or ${born} / ${seconds} or rate(${series}[${range}])`;
}
