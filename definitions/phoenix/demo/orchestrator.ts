/** Plans of a master: what is asked of it and how far it is. */
import type { Tracer } from '@opentelemetry/api';
import type { Instruments, Logger } from 'signalbox/runtime';
import type * as metrics from '../master/metrics.ts';
import { dispatcher, type FailureReason } from './dispatcher.ts';
import { HttpError } from './json-body.ts';
import { planCache } from './plan-cache.ts';
import { planStore, statusOf } from './plan-store.ts';
import type { Reply } from './requests.ts';

export interface OrchestratorOptions {
  readonly m: Instruments<typeof metrics>;
  readonly agents: readonly string[];
  readonly tracer: Tracer;
  readonly log: Logger;
}
export interface Orchestrator {
  submit(body: unknown): Reply;
  look(id: string): Reply;
  cachedBytes(): number;
  /** Resolves once no task is under way. */
  idle(): Promise<void>;
}

export function orchestrator({ m, agents, tracer, log }: OrchestratorOptions): Orchestrator {
  const plans = planStore();
  const cache = planCache();
  const running = new Set<Promise<void>>();
  const dispatch = dispatcher({ agents, tracer, log, done: (seconds, failure) => count(m, seconds, failure) });

  const find = (id: string): object => {
    const plan = plans.get(id);
    if (plan === undefined) throw new HttpError(404, 'no such plan');
    const answer = { id, status: statusOf(plan), tasks: plan.tasks.map((task) => ({ ...task })) };
    if (answer.status !== 'running') cache.put(id, answer);
    return answer;
  };
  return {
    submit: (body) => {
      const plan = plans.add(body);
      m.tasksQueued.inc(plan.tasks.length);
      const work: Promise<void> = dispatch(plan).finally(() => running.delete(work));
      running.add(work);
      return { status: 202, body: { id: plan.id, status: statusOf(plan) } };
    },
    look: (id) => {
      const cached = cache.get(id);
      (cached === undefined ? m.cacheMisses : m.cacheHits).inc();
      return { status: 200, body: cached ?? find(id) };
    },
    cachedBytes: () => cache.bytes,
    idle: async () => {
      await Promise.allSettled(running);
    },
  };
}

function count(m: Instruments<typeof metrics>, seconds: number, reason: FailureReason | undefined): void {
  if (reason === undefined) m.tasksCompleted.inc();
  else m.tasksFailed.inc({ reason });
  m.taskDuration.observe({ outcome: reason === undefined ? 'completed' : 'failed' }, seconds);
}
