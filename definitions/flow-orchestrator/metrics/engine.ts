/** What the engine knows of flows as a whole, of their branches and merges. */
import { counter, gauge, histogram, oneOf } from 'signalbox/metrics';
import { branch, flow, SECONDS, strategy } from './labels.ts';

export { componentHealth } from 'signalbox/runtime';

/** Kept for years, since what is planned is planned by it: the only raw series that goes to the warehouse. */
export const executions = counter({
  name: 'flow_executions_total',
  help: 'Executions of flows that ended.',
  labels: { flow_id: flow, outcome: oneOf('completed', 'failed', 'cancelled') },
  retention: '3y',
});
export const flowDuration = histogram({
  name: 'flow_duration_seconds',
  help: 'Time from the start of a flow to its end.',
  unit: 'seconds',
  labels: { flow_id: flow },
  buckets: SECONDS,
  exemplars: true,
});
export const activeFlows = gauge({ name: 'flow_executions_active', help: 'Executions under way.', labels: { flow_id: flow } });
export const activeBranches = gauge({
  name: 'flow_branches_active',
  help: 'Branches that run side by side.',
  labels: { flow_id: flow, branch_path: branch },
});
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
  labels: { flow_id: flow, strategy, outcome: oneOf('ok', 'conflict') },
});
export const mergeDuration = histogram({
  name: 'flow_merge_duration_seconds',
  help: 'Time it took to merge branches.',
  unit: 'seconds',
  labels: { strategy },
  buckets: SECONDS,
});
