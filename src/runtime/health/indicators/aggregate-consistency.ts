import { level, limits } from '../level.ts';
import type { IndicatorKind, Limits } from './kind.ts';

export interface AggregateConsistencyOptions extends Partial<Limits> {
  /** Replays a sample of aggregates and says how many were not what was stored. */
  readonly inconsistent: () => Promise<number> | number;
}

/** How many aggregates are not what their events make of them: one is too many unless you say otherwise. */
export const aggregateConsistency: IndicatorKind<AggregateConsistencyOptions> = {
  kind: 'aggregate-consistency',
  check: ({ inconsistent, ...given }) => {
    const of = limits('aggregate-consistency', given, { warning: 1, critical: 1 });
    return async () => level('number of inconsistent aggregates', await inconsistent(), of);
  },
};
