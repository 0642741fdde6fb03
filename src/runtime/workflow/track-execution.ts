import { reasonOf } from '../failure.ts';
import type { Execution, ExecutionEvent, StepResult } from './execution.ts';

export interface TrackedStep {
  /** The attempt failed, and there will be another. */
  retry(): void;
  complete(result?: StepResult): void;
  fail(error: unknown): void;
}
export interface TrackedExecution<S extends string> {
  readonly id: string;
  /** It waits no longer. Its first step starts it too. */
  start(): void;
  step(step: S): TrackedStep;
  complete(): void;
  fail(error: unknown): void;
  cancel(): void;
}
/** What an execution tells of itself. */
export interface Around {
  /** Its latest state; it has ended where it has an end. */
  changed(execution: Execution): void;
  /** One more or one less waits, the latter after so many seconds where it was let in. */
  waits(execution: Execution, change: 1 | -1, seconds?: number): void;
  tell(event: ExecutionEvent): void;
}
interface State extends Around {
  now: Execution;
}

/** One execution through its lifecycle. Whatever is called after its end changes nothing. */
export function trackExecution<S extends string>(pending: Execution, around: Around): TrackedExecution<S> {
  const state: State = { ...around, now: pending };
  around.waits(pending, 1);
  around.changed(pending);
  return {
    id: pending.id,
    start: () => start(state),
    step: (step) => {
      start(state);
      return trackStep(state, step);
    },
    complete: () => {
      start(state);
      end(state, 'completed');
    },
    fail: (error) => end(state, 'failed', textOf(error)),
    cancel: () => end(state, 'cancelled'),
  };
}

function become(state: State, changes: Partial<Execution>): void {
  state.now = { ...state.now, ...changes };
  state.changed(state.now);
}

function start(state: State): void {
  const { enqueuedAt, status } = state.now;
  if (status !== 'pending') return;
  const startedAt = Date.now();
  state.waits(state.now, -1, (startedAt - enqueuedAt) / 1000);
  become(state, { status: 'running', startedAt });
  state.tell({ type: 'workflow.started', execution: state.now });
}

function end(state: State, status: 'completed' | 'failed' | 'cancelled', error?: string): void {
  const { endedAt: before, startedAt } = state.now;
  if (before !== undefined) return;
  if (startedAt === undefined) state.waits(state.now, -1);
  const endedAt = Date.now();
  const why = error === undefined ? {} : { error };
  become(state, { status, endedAt, ...why });
  state.tell({ type: `workflow.${status}`, execution: state.now, seconds: (endedAt - (startedAt ?? endedAt)) / 1000, ...why });
}

function trackStep(state: State, step: string): TrackedStep {
  const startedAt = performance.now();
  let retries = 0;
  let isDone = state.now.endedAt !== undefined;
  if (!isDone) {
    become(state, { currentStep: step });
    state.tell({ type: 'workflow.step.started', execution: state.now, step });
  }
  const finish = (type: 'workflow.step.completed' | 'workflow.step.failed', more: StepResult & { readonly error?: string }) => {
    if (isDone) return;
    isDone = true;
    const { stepsCompleted, stepsFailed, endedAt } = state.now;
    const counted =
      type === 'workflow.step.completed' ? { stepsCompleted: stepsCompleted + 1 } : { stepsFailed: stepsFailed + 1 };
    if (endedAt === undefined) become(state, counted);
    state.tell({ type, execution: state.now, step, retries, seconds: (performance.now() - startedAt) / 1000, ...more });
  };
  return {
    retry: () => {
      retries++;
    },
    complete: (result = {}) => finish('workflow.step.completed', result),
    fail: (error) => finish('workflow.step.failed', { error: textOf(error) }),
  };
}

function textOf(error: unknown): string {
  return reasonOf(error);
}
