import { level, limits } from '../level.ts';
import type { IndicatorKind, Limits } from './kind.ts';

export interface WorkerPoolOptions extends Partial<Limits> {
  /** Workers that are busy, and workers there are. */
  readonly pool: () => { readonly busy: number; readonly size: number };
}

/** The share of workers that are busy; a pool without workers is down. */
export const workerPool: IndicatorKind<WorkerPoolOptions> = {
  kind: 'worker-pool',
  check: ({ pool, ...given }) => {
    const of = limits('worker-pool', given, { warning: 0.8, critical: 1 });
    return () => {
      const { busy, size } = pool();
      return size > 0 ? level('share of busy workers', busy / size, of) : { status: 'unhealthy', detail: 'there are no workers' };
    };
  },
};
