import { level, limits } from '../level.ts';
import type { IndicatorKind, Limits } from './kind.ts';

export interface QueueLagOptions extends Partial<Limits> {
  /** How many wait, or for how many seconds the oldest has: the limits are in the same. */
  readonly lag: () => Promise<number> | number;
}

/** What waits in a queue. */
export const queueLag: IndicatorKind<QueueLagOptions> = {
  kind: 'queue-lag',
  check: ({ lag, ...given }) => {
    const of = limits('queue-lag', given, { warning: 100, critical: 1_000 });
    return async () => level('lag', await lag(), of);
  },
};
