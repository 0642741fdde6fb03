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
 * The rate of each series, its first events included: a counter that appears with its first error is invisible to `rate`, which
 * needs a sample before it. Such a series counts whole, if another of the same target (`witness`) was there a window ago: with none,
 * it is the target that is new, or all of its labels, and old counts would look like a burst.
 */
export function ratesOf(selector: VectorSelector, witness: VectorSelector, { text, seconds, range }: Window): string {
  const series = printPromql(selector);
  const known = printPromql(witness);
  const born = `(max_over_time(${series}[${range}]) unless ${series} offset ${text} and on (job, instance) (${known} and ${known} offset ${text}))`;
  return `${born} / ${seconds} or rate(${series}[${range}])`;
}
