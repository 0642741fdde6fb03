import { type Label, type Labels, oneOf, text } from '../label.ts';
import { counter, gauge, histogram } from '../metric.ts';
import { LONG_DURATIONS, named, outcome, SIZES } from './parts.ts';

export interface WorkflowLabels<W extends string, S extends string> {
  /** @default free text */
  readonly workflows?: Label<W>;
  /** @default free text */
  readonly steps?: Label<S>;
}
/** Whom executions are for: written, every series says whose it is, so that `--tenant` answers for one alone. @default `executions` alone does */
interface Tenants<T extends string> {
  readonly tenants: Label<T>;
}

/** What `executionTracker` of `signalbox/runtime` fills; put it among the `metrics` of the service, so that boards and alerts know it. */
export function workflowMetrics<W extends string, S extends string, T extends string>(
  labels: WorkflowLabels<W, S> & Tenants<T>,
): TenantWorkflowMetrics<W, S, T>;
export function workflowMetrics<W extends string = string, S extends string = string>(
  labels?: WorkflowLabels<W, S>,
): WorkflowMetrics<W, S>;
export function workflowMetrics({ workflows, steps, tenants }: WorkflowLabels<string, string> & Partial<Tenants<string>> = {}) {
  const workflow = named(workflows, 10);
  const each = tenants === undefined ? { workflow } : { workflow, tenant: tenants };
  return {
    ...executionMetrics<string, { workflow: string }>(each, tenants ?? text({ series: 10 })),
    ...stepMetrics<{ workflow: string; step: string }>({ ...each, step: named(steps, 10) }),
  };
}

type Each<L extends Labels> = { readonly [K in keyof L]: Label<L[K]> };

function executionMetrics<T extends string, L extends { workflow: string }>(labels: Each<L>, tenant: Label<T>) {
  const { workflow } = labels as Each<{ workflow: L['workflow'] }>; // of L
  return {
    executions: counter({
      name: 'workflow_executions_total',
      help: 'Executions that ended.',
      labels: { workflow, tenant, status: oneOf('completed', 'failed', 'cancelled') },
    }),
    executionDuration: histogram<L, Long, 'seconds'>({
      name: 'workflow_execution_duration_seconds',
      help: 'Time from the start of an execution to its end.',
      unit: 'seconds',
      labels,
      buckets: LONG_DURATIONS,
      exemplars: true,
    }),
    active: gauge<L>({ name: 'workflow_executions_active', help: 'Executions under way.', labels }),
    queueLength: gauge<L>({ name: 'workflow_queue_length', help: 'Executions that wait to start.', labels }),
    queueWait: histogram<L, Long, 'seconds'>({
      name: 'workflow_queue_wait_seconds',
      help: 'Time an execution waited to start.',
      unit: 'seconds',
      labels,
      buckets: LONG_DURATIONS,
    }),
  };
}

function stepMetrics<L extends Labels>(labels: Each<L>) {
  const ended = { ...labels, outcome } as Each<L & { outcome: 'ok' | 'error' }>; // both together
  return {
    steps: counter<L & { outcome: 'ok' | 'error' }>({ name: 'workflow_steps_total', help: 'Steps that ended.', labels: ended }),
    stepDuration: histogram<L, Long, 'seconds'>({
      name: 'workflow_step_duration_seconds',
      help: 'Time a step took.',
      unit: 'seconds',
      labels,
      buckets: LONG_DURATIONS,
      exemplars: true,
    }),
    stepRetries: counter<L>({ name: 'workflow_step_retries_total', help: 'Attempts after the first.', labels }),
    tokens: counter<L>({ name: 'workflow_tokens_total', help: 'Tokens of language models used.', labels }),
    cost: counter<L>({ name: 'workflow_cost_usd_total', help: 'Money spent, in US dollars.', labels }),
    inputSize: histogram<L, Size, 'bytes'>({
      name: 'workflow_step_input_bytes',
      help: 'Size of what a step was given.',
      unit: 'bytes',
      labels,
      buckets: SIZES,
    }),
    outputSize: histogram<L, Size, 'bytes'>({
      name: 'workflow_step_output_bytes',
      help: 'Size of what a step gave back.',
      unit: 'bytes',
      labels,
      buckets: SIZES,
    }),
  };
}

type Long = (typeof LONG_DURATIONS)[number];
type Size = (typeof SIZES)[number];
type MetricsOf<T extends string, L extends { workflow: string }, S extends string> = ReturnType<typeof executionMetrics<T, L>> &
  ReturnType<typeof stepMetrics<L & { step: S }>>;

export type WorkflowMetrics<W extends string = string, S extends string = string> = MetricsOf<string, { workflow: W }, S>;
export type TenantWorkflowMetrics<W extends string = string, S extends string = string, T extends string = string> = MetricsOf<
  T,
  { workflow: W; tenant: T },
  S
>;
