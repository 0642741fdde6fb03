/** Section 6.1: CPU, memory and latency, and whether a process answers at all. */
import { alert, promql, quantile, threshold } from 'signalbox';
import { operationDuration } from '../agent/metrics.ts';
import { requestDuration } from '../master/metrics.ts';
import { agent, master } from '../services.ts';
import { processAlerts } from './process.ts';

export const masterProcess = processAlerts(master);
export const agentProcess = processAlerts(agent);

export const highLatency = threshold({
  service: master,
  name: 'HighLatency',
  severity: 'warning',
  of: quantile(0.95, requestDuration, '5m'),
  above: '1s',
  for: '5m',
  cooldown: '5m',
  summary: 'Requests are slow.',
  description: ({ value }) => `One request in twenty takes longer than ${value.humanizeDuration}.`,
  runbook: {
    impact: 'People and programs that submit plans wait; the budget of the latency objective is being spent.',
    steps: [
      'See on the System overview which route is slow.',
      'Open a slow trace by its exemplar and find the span that takes the time.',
      'If it waits for agents, see Business metrics; if for the cache, see the Redis alerts.',
    ],
  },
});

export const slowOperations = alert({
  service: agent,
  name: 'SlowOperations',
  severity: 'warning',
  for: '5m',
  cooldown: '5m',
  when: promql`histogram_quantile(0.95, sum by (le, operation) (rate(${operationDuration.bucket}[5m]))) > ${'1s'}`,
  summary: 'Operations are slow.',
  description: 'One {{ $labels.operation }} in twenty takes longer than {{ $value | humanizeDuration }}.',
  runbook: {
    impact: 'Tasks take longer; those that reach their timeout fail.',
    steps: [
      'See whether all agents are slow in this operation or one is.',
      'If they lack CPU, add agents; else look at what the operation talks to.',
    ],
  },
});
