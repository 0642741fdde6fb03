import { define } from '../kernel/place.ts';
import { printPromql } from '../query/promql/print.ts';
import type { VectorSelector } from '../query/promql/tree.ts';
import type { AuthoredSli, Window } from './kind.ts';

/** What every SLI constructor returns. */
export function authoredSli(type: string, settings: object, by: (...a: never[]) => unknown): AuthoredSli {
  return define({ kind: 'sli', type, settings }, by, settings);
}

/** `sum by (a, b) (…)`, or `sum(…)`. */
export function sumBy(labels: readonly string[], inner: string): string {
  return labels.length === 0 ? `sum(${inner})` : `sum by (${labels.join(', ')}) (${inner})`;
}

/** `left or 0 * right` where `left` has no series: an error that never happened counts as none. */
export function orZero(labels: readonly string[], left: string, right: string): string {
  return `${left} or on (${labels.join(', ')}) 0 * ${right}`;
}

/** A series that was away for longer comes back as a new one. */
const REMEMBERED = '1h';

/**
 * The events each counter counted in a window: what it shows at the end less what it showed at the begin, so that windows that follow each
 * other add up to the event, which those of `rate` do not. Then the cases where that is not known, each where the ones before it are not:
 * a counter that began again (from its highest point, and from zero), one that comes back after scrapes failed, and one that is new.
 * A new one counts whole where its target was there before: some series of it (`witness`) was, and still is. Else it is the target that is
 * new, or all of its labels, and old counts would look like a burst.
 */
export function countsOf(selector: VectorSelector, witness: VectorSelector, window: Window): string {
  const { now, before, range, seen } = momentsOf(selector, window);
  const known = momentsOf(witness, window);
  return [
    `(${now} - ${before} >= 0 unless resets(${range}) > 0)`,
    `${now} + (max_over_time(${range}) > ${now}) - ${before} >= 0`,
    `(${now} - ${seen} >= 0 unless ${before})`,
    `${now} and on (job, instance) (${known.now} and ${known.seen})`,
  ].join(' or ');
}

/** The same of native histograms, which have no order: their counts have. */
export function histogramsOf(selector: VectorSelector, witness: VectorSelector, window: Window): string {
  const { now, before, range, seen } = momentsOf(selector, window);
  const known = momentsOf(witness, window);
  const grown = (since: string) => `(${now} - ${since} and histogram_count(${now}) >= histogram_count(${since})`;
  return [
    `${grown(before)} unless resets(${range}) > 0)`,
    `${grown(seen)} unless ${before})`,
    `${now} and on (job, instance) (${known.now} and ${known.seen})`,
  ].join(' or ');
}

/** A counter at the end of a window, at its begin, all through it, and when it was last seen before. */
function momentsOf(
  selector: VectorSelector,
  { range, ended, began }: Window,
): Record<'now' | 'before' | 'range' | 'seen', string> {
  const series = printPromql(selector);
  return {
    now: `${series} offset ${ended}`,
    before: `${series} offset ${began}`,
    range: `${series}[${range}] offset ${ended}`,
    seen: `last_over_time(${series}[${REMEMBERED}] offset ${began})`,
  };
}
