import { define } from '../kernel/place.ts';
import type { AuthoredSli } from './kind.ts';

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
