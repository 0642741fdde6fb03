/** Section 8.1 of the monitoring plan, and what it left out: agents and tasks. Burn alerts (8.2), budgets and boards follow. */
import { events, latency, slo } from 'signalbox';
import { operationDuration, operationFailures, operations } from './agent/metrics.ts';
import { requestDuration, requests, tasksFailed, tasksQueued } from './master/metrics.ts';
import { agent, master } from './services.ts';

export const availability = slo({
  service: master,
  name: 'availability',
  title: 'Requests are answered',
  objective: '99.9%',
  window: '30d',
  sli: events({ total: requests, bad: requests.where({ status: '5xx' }) }),
  runbook: {
    steps: [
      'See on the System overview which route answers 5xx, and since when.',
      'Read the errors of that time: `{service_name="phoenix-master", level="error"}`, and open the trace of one.',
      'If it began with a release, roll it back. If one master is alone in it, take it out of the load balancer.',
      'If all masters fail together, look at Redis and the hosts first: they share those.',
    ],
  },
});

export const fast = slo({
  service: master,
  name: 'latency',
  title: 'Requests are answered fast',
  objective: '99%',
  window: '30d',
  sli: latency({ of: requestDuration, under: '500ms' }),
  runbook: {
    steps: [
      'See which route is slow, and open the trace of a slow request by its exemplar on the graph.',
      'If the time is spent in agents, look at Business metrics: operations may be slow or the pool too small.',
      'If the cache misses more than usual, look whether Redis evicts keys or was restarted.',
    ],
  },
});

export const tasks = slo({
  service: master,
  name: 'task-success',
  title: 'Tasks succeed',
  objective: '99%',
  window: '30d',
  sli: events({ total: tasksQueued, bad: tasksFailed }),
  runbook: {
    steps: [
      'See on Business metrics why tasks fail: agent_error, agent_unreachable or timeout.',
      'For agent_unreachable, see which agents are down; for timeout, whether operations have become slow.',
      'For agent_error, read the log lines of one failed task by its task_id.',
    ],
  },
});

export const operationSuccess = slo({
  service: agent,
  name: 'operation-success',
  title: 'Operations succeed',
  objective: '99.5%',
  window: '30d',
  sli: events({ total: operations, bad: operationFailures }),
  runbook: {
    steps: [
      'See which operation fails, and whether on one agent or on all.',
      'One agent: drain it, and keep it for a look. All agents: what they fetch from or store to is the likely cause.',
    ],
  },
});

export const operationLatency = slo({
  service: agent,
  name: 'operation-latency',
  title: 'Operations are fast',
  objective: '99%',
  window: '30d',
  sli: latency({ of: operationDuration, under: '1s' }),
  runbook: {
    steps: [
      'See which operation is slow, and whether the agents are short of CPU or memory.',
      'If they are, add agents to the pool; if not, open a slow trace and see what it waits for.',
    ],
  },
});
