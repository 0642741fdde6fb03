import { type Label, oneOf, text } from '../label.ts';
import { counter, gauge, histogram } from '../metric.ts';
import { LONG_DURATIONS, named, outcome, SIZES } from './parts.ts';

export interface WorkflowLabels<W extends string, S extends string> {
  /** @default free text */
  readonly workflows?: Label<W>;
  /** @default free text */
  readonly steps?: Label<S>;
  /** Who it is for; one value, `''`, where there are no tenants. @default free text */
  readonly tenants?: Label<string>;
}

/** What `executionTracker` of `signalbox/runtime` fills; put it among the `metrics` of the service, so that boards and alerts know it. */
export function workflowMetrics<W extends string = string, S extends string = string>(labels: WorkflowLabels<W, S> = {}) {
  const workflow = named(labels.workflows, 10);
  const step = named(labels.steps, 10);
  const tenant = labels.tenants ?? text({ series: 10 });
  return {
    executions: counter({
      name: 'workflow_executions_total',
      help: 'Executions that ended.',
      labels: { workflow, tenant, status: oneOf('completed', 'failed', 'cancelled') },
    }),
    executionDuration: histogram({
      name: 'workflow_execution_duration_seconds',
      help: 'Time from the start of an execution to its end.',
      unit: 'seconds',
      labels: { workflow },
      buckets: LONG_DURATIONS,
      exemplars: true,
    }),
    active: gauge({ name: 'workflow_executions_active', help: 'Executions under way.', labels: { workflow } }),
    queueLength: gauge({ name: 'workflow_queue_length', help: 'Executions that wait to start.', labels: { workflow } }),
    queueWait: histogram({
      name: 'workflow_queue_wait_seconds',
      help: 'Time an execution waited to start.',
      unit: 'seconds',
      labels: { workflow },
      buckets: LONG_DURATIONS,
    }),
    ...stepMetrics(workflow, step),
  };
}

function stepMetrics<W extends string, S extends string>(workflow: Label<W>, step: Label<S>) {
  return {
    steps: counter({ name: 'workflow_steps_total', help: 'Steps that ended.', labels: { workflow, step, outcome } }),
    stepDuration: histogram({
      name: 'workflow_step_duration_seconds',
      help: 'Time a step took.',
      unit: 'seconds',
      labels: { workflow, step },
      buckets: LONG_DURATIONS,
      exemplars: true,
    }),
    stepRetries: counter({ name: 'workflow_step_retries_total', help: 'Attempts after the first.', labels: { workflow, step } }),
    tokens: counter({ name: 'workflow_tokens_total', help: 'Tokens of language models used.', labels: { workflow, step } }),
    cost: counter({ name: 'workflow_cost_usd_total', help: 'Money spent, in US dollars.', labels: { workflow, step } }),
    inputSize: histogram({
      name: 'workflow_step_input_bytes',
      help: 'Size of what a step was given.',
      unit: 'bytes',
      labels: { workflow, step },
      buckets: SIZES,
    }),
    outputSize: histogram({
      name: 'workflow_step_output_bytes',
      help: 'Size of what a step gave back.',
      unit: 'bytes',
      labels: { workflow, step },
      buckets: SIZES,
    }),
  };
}

export type WorkflowMetrics<W extends string = string, S extends string = string> = ReturnType<typeof workflowMetrics<W, S>>;
