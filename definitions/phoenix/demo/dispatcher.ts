/** Sends tasks to agents in turn, with the trace and the correlation id. */
import * as api from '@opentelemetry/api';
import { inject, type Logger, withContext } from 'signalbox/runtime';
import type { Plan, PlanTask } from './plan-store.ts';

export type FailureReason = 'agent_error' | 'agent_unreachable' | 'timeout';
export interface DispatcherOptions {
  readonly agents: readonly string[];
  readonly tracer: api.Tracer;
  readonly log: Logger;
  readonly done: (seconds: number, failure: FailureReason | undefined) => void;
}

const TASK_TIMEOUT_MILLISECONDS = 5_000;

export function dispatcher({ agents, tracer, log, done }: DispatcherOptions): (plan: Plan) => Promise<void> {
  let turn = 0;
  const dispatch = (plan: Plan, task: PlanTask) =>
    tracer.startActiveSpan(`dispatch ${task.operation}`, { kind: api.SpanKind.CLIENT }, async (span) => {
      const agent = agents[turn++ % agents.length] ?? '';
      const start = performance.now();
      const failure = await send(agent, { taskId: task.id, planId: plan.id, operation: task.operation });
      task.status = failure === undefined ? 'completed' : 'failed';
      done((performance.now() - start) / 1000, failure);
      if (failure !== undefined) {
        span.setStatus({ code: api.SpanStatusCode.ERROR, message: failure });
        log.error('task failed', { reason: failure, agent, operation: task.operation });
      }
      span.end();
    });
  return async (plan) => {
    for (const task of plan.tasks) {
      await withContext({ planId: plan.id, taskId: task.id }, () => dispatch(plan, task));
    }
  };
}

async function send(agent: string, task: object): Promise<FailureReason | undefined> {
  const headers = inject({ 'content-type': 'application/json' }, api);
  try {
    const signal = AbortSignal.timeout(TASK_TIMEOUT_MILLISECONDS);
    const response = await fetch(`${agent}/tasks`, { method: 'POST', headers, body: JSON.stringify(task), signal });
    await response.arrayBuffer(); // the connection is free again only once it is read
    return response.ok ? undefined : 'agent_error';
  } catch (failure) {
    return failure instanceof Error && failure.name === 'TimeoutError' ? 'timeout' : 'agent_unreachable';
  }
}
