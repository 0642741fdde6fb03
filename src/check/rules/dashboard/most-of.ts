import type { Derived } from '../../../model/derived.ts';

type Bound = 'queriesOfBoard' | 'panelsOfBoard' | 'seriesOfPanel';

/** The bound of the house rules, the lowest of several; the usual one where none is written. */
export function mostOf({ estate }: Derived, bound: Bound, usual: number): number {
  const written = estate.policies.flatMap((policy) => policy[bound] ?? []);
  return written.length === 0 ? usual : Math.min(...written);
}
