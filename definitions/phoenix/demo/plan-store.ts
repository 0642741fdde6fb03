import { randomUUID } from 'node:crypto';
import { OPERATIONS } from '../agent/metrics.ts';
import { HttpError } from './json-body.ts';
import type { Operation } from './worker.ts';

export type TaskStatus = 'queued' | 'completed' | 'failed';
export interface PlanTask {
  readonly id: string;
  readonly operation: Operation;
  status: TaskStatus;
}
export interface Plan {
  readonly id: string;
  readonly tasks: readonly PlanTask[];
}

export interface PlanStore {
  add(body: unknown): Plan;
  get(id: string): Plan | undefined;
}

const MAX_TASKS = 50;
const MAX_PLANS = 1_000;

/** The latest plans, in memory. */
export function planStore(): PlanStore {
  const plans = new Map<string, Plan>();
  return {
    add: (body) => {
      const plan: Plan = {
        id: randomUUID(),
        tasks: operationsOf(body).map((operation) => ({ id: randomUUID(), operation, status: 'queued' })),
      };
      plans.set(plan.id, plan);
      const [oldest] = plans.keys();
      if (plans.size > MAX_PLANS && oldest !== undefined) plans.delete(oldest);
      return plan;
    },
    get: (id) => plans.get(id),
  };
}

export function statusOf({ tasks }: Plan): 'running' | 'completed' | 'failed' {
  if (tasks.some((task) => task.status === 'queued')) return 'running';
  return tasks.every((task) => task.status === 'completed') ? 'completed' : 'failed';
}

/** `{"tasks": ["fetch", "store"]}`; without tasks, one of each. */
function operationsOf(body: unknown): readonly Operation[] {
  const { tasks = OPERATIONS } = (body ?? {}) as { readonly tasks?: unknown }; // checked below
  const operations = Array.isArray(tasks) ? tasks.map((task) => OPERATIONS.find((one) => one === task)) : [];
  const known = operations.filter((one) => one !== undefined);
  if (known.length === 0 || known.length < operations.length || known.length > MAX_TASKS) {
    throw new HttpError(400, `tasks is a list of 1 to ${MAX_TASKS} of: ${OPERATIONS.join(', ')}`);
  }
  return known;
}
