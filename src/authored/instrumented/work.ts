import { type Label, oneOf } from '../label.ts';
import { counter, gauge, histogram } from '../metric.ts';
import { DURATIONS, LONG_DURATIONS, named, outcome } from './parts.ts';

/** What `jobs` of `signalbox/runtime` fills. */
export function jobMetrics<J extends string = string>({ jobs }: { readonly jobs?: Label<J> } = {}) {
  const job = named(jobs);
  const kind = { job_name: job }; // `job` is Prometheus's own
  return {
    jobs: counter({ name: 'jobs_total', help: 'Jobs that ended.', labels: { ...kind, outcome } }),
    duration: histogram({
      name: 'job_duration_seconds',
      help: 'Time a job took.',
      unit: 'seconds',
      labels: kind,
      buckets: LONG_DURATIONS,
      exemplars: true,
    }),
    queueWait: histogram({
      name: 'job_queue_wait_seconds',
      help: 'Time a job waited to start.',
      unit: 'seconds',
      labels: kind,
      buckets: LONG_DURATIONS,
    }),
    active: gauge({ name: 'jobs_active', help: 'Jobs under way.', labels: kind }),
    retries: counter({ name: 'job_retries_total', help: 'Attempts after the first.', labels: kind }),
  };
}

/** What `database` of `signalbox/runtime` fills. `operations` are verbs, `tables` what they touch. */
export function databaseMetrics<O extends string = string, T extends string = string>(
  labels: { readonly operations?: Label<O>; readonly tables?: Label<T> } = {},
) {
  const operation = named(labels.operations, 5);
  const table = named(labels.tables);
  return {
    queries: counter({ name: 'database_queries_total', help: 'Queries that ended.', labels: { operation, table, outcome } }),
    duration: histogram({
      name: 'database_query_duration_seconds',
      help: 'Time a query took.',
      unit: 'seconds',
      labels: { operation, table },
      buckets: DURATIONS,
      exemplars: true,
    }),
  };
}

/** What `cache` of `signalbox/runtime` fills. */
export function cacheMetrics<C extends string = string>({ caches }: { readonly caches?: Label<C> } = {}) {
  const cache = named(caches);
  return {
    lookups: counter({
      name: 'cache_lookups_total',
      help: 'Lookups; the share of hits is hit / (hit + miss).',
      labels: { cache, result: oneOf('hit', 'miss', 'error') },
    }),
    duration: histogram({
      name: 'cache_lookup_duration_seconds',
      help: 'Time a lookup took.',
      unit: 'seconds',
      labels: { cache },
      buckets: [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5],
    }),
    entries: gauge({ name: 'cache_entries', help: 'Entries in the cache.', labels: { cache } }),
  };
}

export type JobMetrics<J extends string = string> = ReturnType<typeof jobMetrics<J>>;
export type DatabaseMetrics<O extends string = string, T extends string = string> = ReturnType<typeof databaseMetrics<O, T>>;
export type CacheMetrics<C extends string = string> = ReturnType<typeof cacheMetrics<C>>;
