import { aggregateConsistency } from './aggregate-consistency.ts';
import { cache } from './cache.ts';
import { database } from './database.ts';
import { disk } from './disk.ts';
import { eventStore } from './event-store.ts';
import { httpDependency } from './http-dependency.ts';
import { memory } from './memory.ts';
import { projectionFreshness } from './projection-freshness.ts';
import { queueLag } from './queue-lag.ts';
import { workerPool } from './worker-pool.ts';

export const INDICATOR_KINDS = {
  database,
  'event-store': eventStore,
  cache,
  'queue-lag': queueLag,
  'worker-pool': workerPool,
  memory,
  disk,
  'http-dependency': httpDependency,
  'projection-freshness': projectionFreshness,
  'aggregate-consistency': aggregateConsistency,
} as const;
