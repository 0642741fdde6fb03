import { getHeapStatistics } from 'node:v8';
import { level, limits } from '../level.ts';
import type { IndicatorKind, Limits } from './kind.ts';

export interface MemoryOptions extends Partial<Limits> {
  /** The share in use, 0 to 1. @default of the heap V8 may grow to */
  readonly used?: () => number;
}

/** The share of memory in use. */
export const memory: IndicatorKind<MemoryOptions> = {
  kind: 'memory',
  check: ({ used = heapUsed, ...given }) => {
    const of = limits('memory', given, { warning: 0.8, critical: 0.95 });
    return () => level('share of memory in use', used(), of);
  },
};

function heapUsed(): number {
  const { heap_size_limit: most, used_heap_size: used } = getHeapStatistics();
  return used / most;
}
