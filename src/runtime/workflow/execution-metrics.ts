import type { WorkflowMetrics } from '../../authored/instrumented/workflow.ts';
import type { Instruments } from '../instrument.ts';
import type { Execution, ExecutionEvent, ExecutionListener } from './execution.ts';

export type LabelsOf = (execution: Pick<Execution, 'workflow' | 'tenant'>) => { readonly workflow: string };

/** Every series says whose it is where `tenants` was written. */
export function labelsFor(metrics: WorkflowMetrics): LabelsOf {
  const hasTenants = 'tenant' in metrics.active.labels;
  return ({ workflow, tenant }) => (hasTenants ? { workflow, tenant } : { workflow });
}

/** Keeps the metrics of executions from the events of their lifecycle. */
export function executionMetrics(m: Instruments<WorkflowMetrics>, labelsOf: LabelsOf): ExecutionListener {
  return (event) => {
    const { execution, seconds = 0, step, type } = event;
    const { workflow, tenant, status } = execution;
    const labels = labelsOf(execution);
    if (step !== undefined) return stepMetrics(m, event, { ...labels, step });
    if (type === 'workflow.started') {
      m.active.inc(labels);
      return;
    }
    if (execution.startedAt !== undefined) {
      m.active.dec(labels);
      m.executionDuration.observe(labels, seconds);
    }
    if (status === 'completed' || status === 'failed' || status === 'cancelled') m.executions.inc({ workflow, tenant, status });
  };
}

function stepMetrics(m: Instruments<WorkflowMetrics>, event: ExecutionEvent, of: { workflow: string; step: string }): void {
  if (event.type === 'workflow.step.started') return;
  const { cost = 0, inputBytes, outputBytes, retries = 0, seconds = 0, tokens = 0 } = event;
  m.steps.inc({ ...of, outcome: event.type === 'workflow.step.completed' ? 'ok' : 'error' });
  m.stepDuration.observe(of, seconds);
  if (retries > 0) m.stepRetries.inc(of, retries);
  if (tokens > 0) m.tokens.inc(of, tokens);
  if (cost > 0) m.cost.inc(of, cost);
  if (inputBytes !== undefined) m.inputSize.observe(of, inputBytes);
  if (outputBytes !== undefined) m.outputSize.observe(of, outputBytes);
}
