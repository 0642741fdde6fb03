/** How raw series are aggregated, and what the engine itself reads of them. */
import { promql, rate, recording, sum } from 'signalbox';
import * as engine from './metrics/engine.ts';
import * as steps from './metrics/steps.ts';
import { orchestrator, processor } from './services.ts';

/** Aggregated for years: recordings go to the warehouse as they are made. */
export const endings = recording({
  service: orchestrator,
  name: 'flow_id_outcome:flow_executions:rate5m',
  expr: sum(rate(engine.executions, '5m'), { by: ['flow_id', 'outcome'] }),
});
export const stepSeconds = recording({
  service: processor,
  name: 'branch_path_flow_id_step_id:flow_execution_duration_seconds:mean5m',
  expr: promql`sum by (flow_id, branch_path, step_id) (rate(${steps.executionDuration.sum}[5m])) / (sum by (flow_id, branch_path, step_id) (rate(${steps.executionDuration.count}[5m])) > 0)`,
});

/**
 * How many branches of a flow may run side by side, by the workers that are idle: the engine reads it with `signalOf(branchesAllowed, …)` of the
 * runtime kit, and starts as many.
 */
export const branchesAllowed = recording({
  service: orchestrator,
  name: 'flow_orchestrator:branches_allowed:workers_per_flow',
  expr: promql`(sum(${steps.workers}) - sum(${steps.workersBusy})) / clamp_min(sum(${engine.activeFlows}), 1)`,
});
