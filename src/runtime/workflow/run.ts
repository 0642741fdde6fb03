import { withContext } from '../context.ts';
import { observing } from '../tracing/operation.ts';
import { type OtelApi, otelApi } from '../tracing/otel-api.ts';
import type { StepResult } from './execution.ts';
import type { ExecutionTracker, NewExecution } from './execution-tracker.ts';
import type { TrackedExecution, TrackedStep } from './track-execution.ts';

/** Inside a step. */
export interface RunningStep {
  /** What it used and moved; said again, the last word counts. */
  used(result: StepResult): void;
  /** Another attempt begins. */
  retry(): void;
}
/** Inside an execution. */
export interface Running<S extends string> {
  readonly id: string;
  step<T>(step: S, work: (step: RunningStep) => Promise<T>): Promise<T>;
}

/**
 * Runs a workflow as one execution: a span for it and one for each step, its lifecycle in the tracker, and its id in every log
 * line inside. What it throws makes it failed and is thrown on; an `AbortError` makes it cancelled.
 */
export async function runWorkflow<W extends string, S extends string, T>(
  tracker: ExecutionTracker<W, S>,
  execution: NewExecution<W> & { readonly api?: OtelApi },
  work: (running: Running<S>) => Promise<T>,
): Promise<T> {
  const { api, ...started } = execution;
  const observe = observing(otelApi(api));
  const tracked = tracker.enqueue(started);
  const attributes = {
    'workflow.name': started.workflow,
    'workflow.execution.id': tracked.id,
    'workflow.tenant': started.tenant,
    'user.id': started.user,
  };
  const operation = { name: `workflow ${started.workflow}`, attributes };
  const inside = async () => {
    tracked.start();
    try {
      const result = await work({ id: tracked.id, step: (step, run) => runStep({ observe, tracked, attributes }, step, run) });
      tracked.complete();
      return result;
    } catch (failure) {
      if (failure instanceof Error && failure.name === 'AbortError') tracked.cancel();
      else tracked.fail(failure);
      throw failure;
    }
  };
  return withContext({ taskId: tracked.id }, () => observe(operation, inside, () => {}));
}

interface Around<S extends string> {
  readonly observe: ReturnType<typeof observing>;
  readonly tracked: TrackedExecution<S>;
  readonly attributes: Readonly<Record<string, string | undefined>>;
}

function runStep<S extends string, T>(
  { observe, tracked, attributes }: Around<S>,
  step: S,
  work: (step: RunningStep) => Promise<T>,
): Promise<T> {
  const operation = { name: `step ${step}`, attributes: { ...attributes, 'workflow.step': step } };
  return observe(
    operation,
    async (span) => {
      const tracking: TrackedStep = tracked.step(step);
      let result: StepResult = {};
      try {
        const used = (said: StepResult) => {
          result = said;
        };
        const value = await work({ used, retry: tracking.retry });
        span.setAttributes({ 'workflow.step.tokens': result.tokens, 'workflow.step.cost_usd': result.cost });
        tracking.complete(result);
        return value;
      } catch (failure) {
        tracking.fail(failure);
        throw failure;
      }
    },
    () => {},
  );
}
