import { randomUUID } from 'node:crypto';
import type { TenantWorkflowMetrics, WorkflowMetrics } from '../../authored/instrumented/workflow.ts';
import type { InstrumentationOptions } from '../cqrs/cqrs.ts';
import { reasonOf, warnOnce } from '../failure.ts';
import { instruments } from '../instruments.ts';
import type { Logger } from '../logger.ts';
import { optionsOf } from '../options.ts';
import { activeExecutions } from './active-executions.ts';
import type { Execution, ExecutionEvent, ExecutionListener } from './execution.ts';
import { executionLog } from './execution-log.ts';
import { executionMetrics, labelsFor } from './execution-metrics.ts';
import { type TrackedExecution, trackExecution } from './track-execution.ts';

export interface TrackerOptions extends Omit<InstrumentationOptions, 'api'> {
  /** Told every event of every lifecycle. @default none: history is in metrics only */
  readonly logger?: Logger;
  /** Ended executions that stay at hand. @default 100 */
  readonly keep?: number;
}
export interface NewExecution<W extends string> extends Pick<Execution, 'user' | 'metadata' | 'stepsTotal'> {
  readonly workflow: W;
  /** @default a new one */
  readonly id?: string;
  /** @default '' */
  readonly tenant?: string;
}
export interface ExecutionTracker<W extends string, S extends string> {
  /** A new execution, which is pending until it starts. */
  enqueue(execution: NewExecution<W>): TrackedExecution<S>;
  /** One that is pending, running, or ended a short while ago. */
  get(id: string): Execution | undefined;
  active(tenant?: string): readonly Execution[];
  activeCount(tenant?: string): number;
  /** Ended ones that are still at hand, the latest first. Older ones are in Loki and Tempo. */
  recent(tenant?: string): readonly Execution[];
  /** Of those at hand: how many, by status, their mean time and share of success. */
  stats(tenant?: string): ExecutionStats;
  /** Called with every event; what it returns ends that. */
  on(listener: ExecutionListener): () => void;
}
export interface ExecutionStats extends Readonly<Record<Execution['status'], number>> {
  readonly meanSeconds: number;
  readonly successRatio: number;
}

const KEEP = 100;
const COUNTS = { stepsCompleted: 0, stepsFailed: 0 };

/** Follows executions of workflows through their lifecycle, in metrics, log lines and events. */
export function executionTracker<W extends string, S extends string>(
  metrics: WorkflowMetrics<W, S> | TenantWorkflowMetrics<W, S>,
  given: TrackerOptions = {},
): ExecutionTracker<W, S> {
  const { logger, keep = KEEP, ...options } = optionsOf('executionTracker', given);
  const plain = metrics as unknown as WorkflowMetrics; // any name is text
  const m = instruments(plain, options);
  const labelsOf = labelsFor(plain);
  const active = activeExecutions();
  const ended = new Map<string, Execution>();
  const listeners = new Set<ExecutionListener>(logger === undefined ? [] : [executionLog(logger)]);
  const measure = executionMetrics(m, labelsOf);
  const warn = warnOnce(options.warn);
  const tell = (event: ExecutionEvent) => {
    measure(event);
    for (const listener of listeners) quietly(() => listener(event), warn);
  };
  const changed = (execution: Execution) => {
    if (execution.endedAt === undefined) return active.set(execution);
    active.delete(execution);
    ended.set(execution.id, execution);
    const [oldest] = ended.size > keep ? ended.keys() : [];
    if (oldest !== undefined) ended.delete(oldest);
  };
  const waits = (execution: Execution, change: 1 | -1, seconds?: number) => {
    m.queueLength.inc(labelsOf(execution), change);
    if (seconds !== undefined) m.queueWait.observe(labelsOf(execution), seconds);
  };
  const list = (tenant?: string) => [...active.list(tenant)];
  const recent = (tenant?: string) =>
    [...ended.values()].filter((one) => tenant === undefined || one.tenant === tenant).reverse();
  return {
    enqueue: ({ workflow, id = randomUUID(), tenant = '', user, metadata, stepsTotal }) => {
      if (active.get(id) !== undefined) throw new TypeError(`execution ${JSON.stringify(id)} is under way already`);
      const given = {
        ...(user === undefined ? {} : { user }),
        ...(metadata === undefined ? {} : { metadata }),
        ...(stepsTotal === undefined ? {} : { stepsTotal }),
      };
      const pending = { id, workflow, tenant, status: 'pending', enqueuedAt: Date.now(), ...COUNTS, ...given } as const;
      return trackExecution(pending, { changed, waits, tell });
    },
    get: (id) => active.get(id) ?? ended.get(id),
    active: list,
    activeCount: (tenant) => active.count(tenant),
    recent,
    stats: (tenant) => statsOf([...list(tenant), ...recent(tenant)]),
    on: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Who listens must not end what it listens to. */
function quietly(listen: () => unknown, warn: (message: string) => void): void {
  const failed = (failure: unknown) => warn(`a listener of executions failed: ${reasonOf(failure)}`);
  void (async () => listen())().catch(failed);
}

function statsOf(executions: readonly Execution[]): ExecutionStats {
  const counts = { pending: 0, running: 0, completed: 0, failed: 0, cancelled: 0 };
  let seconds = 0;
  for (const { endedAt, startedAt, status } of executions) {
    counts[status]++;
    if (status === 'completed') seconds += ((endedAt ?? 0) - (startedAt ?? 0)) / 1000;
  }
  const judged = counts.completed + counts.failed;
  return {
    ...counts,
    meanSeconds: counts.completed === 0 ? Number.NaN : seconds / counts.completed,
    successRatio: judged === 0 ? Number.NaN : counts.completed / judged,
  };
}
