import type { CacheMetrics, DatabaseMetrics, JobMetrics } from '../../authored/instrumented/work.ts';
import type { InstrumentationOptions } from '../cqrs/cqrs.ts';
import { instruments } from '../instruments.ts';
import { optionsOf } from '../options.ts';
import { secondsSince } from '../timing.ts';
import { observing } from '../tracing/operation.ts';
import { type OtelSpan, otelApi, SPAN_KIND } from '../tracing/otel-api.ts';

type Work<T> = (span: OtelSpan) => T;

export interface JobRun<J extends string> {
  readonly job: J;
  /** When it was put into the queue. */
  readonly enqueuedAt?: Date;
  /** From 1 up. @default 1 */
  readonly attempt?: number;
}

/** Runs background jobs with their metrics and a span. */
export function jobs<J extends string>(metrics: JobMetrics<J>, given: InstrumentationOptions = {}) {
  const { api, ...options } = optionsOf('jobs', given);
  const m = instruments(metrics as unknown as JobMetrics, options); // any name is text
  const observe = observing(otelApi(api));
  return <T>({ job, enqueuedAt, attempt = 1 }: JobRun<J>, work: Work<T>): T => {
    const of = { job_name: job };
    if (enqueuedAt) m.queueWait.observe(of, secondsSince(enqueuedAt));
    if (attempt > 1) m.retries.inc(of);
    m.active.inc(of);
    const operation = { name: `job ${job}`, kind: SPAN_KIND.consumer, attributes: { 'job.name': job, 'job.attempt': attempt } };
    return observe(operation, work, ({ outcome, seconds }) => {
      m.active.dec(of);
      m.jobs.inc({ ...of, outcome });
      m.duration.observe(of, seconds);
    });
  };
}

export interface QueryRun<O extends string, T extends string> {
  /** `select`, `insert`: never the statement, which may hold a customer's data. */
  readonly operation: O;
  readonly table: T;
  /** `postgresql`, `redis`. */
  readonly system?: string;
}

/** Runs database queries with their metrics and a span. */
export function database<O extends string, N extends string>(metrics: DatabaseMetrics<O, N>, given: InstrumentationOptions = {}) {
  const { api, ...options } = optionsOf('database', given);
  const m = instruments(metrics as unknown as DatabaseMetrics, options); // any name is text
  const observe = observing(otelApi(api));
  return <T>({ operation, table, system }: QueryRun<O, N>, work: Work<T>): T => {
    const attributes = { 'db.operation.name': operation, 'db.collection.name': table, 'db.system.name': system };
    return observe({ name: `${operation} ${table}`, kind: SPAN_KIND.client, attributes }, work, ({ outcome, seconds }) => {
      m.queries.inc({ operation, table, outcome });
      m.duration.observe({ operation, table }, seconds);
    });
  };
}

/** Looks up in a cache: `undefined` and `null` are misses. It makes no span of its own. */
export function cache<C extends string>(metrics: CacheMetrics<C>, given: InstrumentationOptions = {}) {
  const { api: _api, ...options } = optionsOf('cache', given);
  const m = instruments(metrics as unknown as CacheMetrics, options); // any name is text
  const observe = observing(undefined);
  return {
    lookup: async <T>(name: C, get: () => Promise<T> | T): Promise<T> => {
      const cached: string = name;
      let result: 'hit' | 'miss' = 'miss';
      const look = async () => {
        const found = await get();
        if (found !== undefined && found !== null) result = 'hit';
        return found;
      };
      return observe({ name: 'lookup' }, look, ({ outcome, seconds }) => {
        m.lookups.inc({ cache: cached, result: outcome === 'error' ? 'error' : result });
        m.duration.observe({ cache: cached }, seconds);
      });
    },
    entries: (name: C, count: number): void => m.entries.set({ cache: name as string }, count),
  };
}
