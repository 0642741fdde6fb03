/** What the engine knows of executions, branches and merges. */
import { counter, gauge, histogram, oneOf } from 'signalbox/metrics';
import { flow, SECONDS, strategy } from './labels.ts';

export { componentHealth } from 'signalbox/runtime';

export const executions = counter({
  name: 'flow_executions_total',
  help: 'Executions of flows that ended.',
  labels: { flow, outcome: oneOf('completed', 'failed', 'cancelled') },
});
export const executionDuration = histogram({
  name: 'flow_execution_duration_seconds',
  help: 'Time from the start of an execution to its end.',
  unit: 'seconds',
  labels: { flow },
  buckets: SECONDS,
  exemplars: true,
});
export const activeFlows = gauge({ name: 'flow_executions_active', help: 'Executions under way.', labels: { flow } });
export const activeBranches = gauge({ name: 'flow_branches_active', help: 'Branches that run side by side.', labels: { flow } });
export const queued = gauge({ name: 'flow_queue_length', help: 'Executions that wait to start.' });
export const queueWait = histogram({
  name: 'flow_queue_wait_seconds',
  help: 'Time an execution waited to start.',
  unit: 'seconds',
  buckets: SECONDS,
});
export const merges = counter({
  name: 'flow_merges_total',
  help: 'Branches that were merged.',
  labels: { flow, strategy, outcome: oneOf('ok', 'conflict') },
});
export const mergeDuration = histogram({
  name: 'flow_merge_duration_seconds',
  help: 'Time it took to merge branches.',
  unit: 'seconds',
  labels: { strategy },
  buckets: SECONDS,
});
