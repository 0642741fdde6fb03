/** What the owners of flows are promised. */
import { budgetPolicy, events, freezeDeploys, latency, notify, slo, state, throttle } from 'signalbox';
import * as engine from './metrics/engine.ts';
import { orchestrator } from './services.ts';
import { flows } from './teams.ts';

export const completion = slo({
  service: orchestrator,
  name: 'flow-completion',
  title: 'Flows complete',
  objective: '99.5%',
  window: '30d',
  sli: events({
    total: engine.executions.where({ outcome: ['completed', 'failed'] }),
    bad: engine.executions.where({ outcome: 'failed' }),
  }),
  runbook: {
    steps: [
      'See which flow fails, and at which step: the board of the flows has both.',
      'Open one that failed: `signalbox traces errors` shows where the error began and what it took along.',
      'If only one version fails, go back: `signalbox versions compare flow-engine`.',
    ],
  },
});

export const startsSoon = slo({
  service: orchestrator,
  name: 'flow-start',
  title: 'Flows start within a minute',
  objective: '99%',
  window: '30d',
  sli: latency({ of: engine.queueWait, under: '60s' }),
  runbook: {
    steps: [
      'See whether all workers are busy: then there is more to do than usual, or steps take longer.',
      'Start more of what is busy, or let flows of low priority wait.',
    ],
  },
});

/** The engine reads `slo:throttle:state{service="flow-engine"}`: while it is 1, flows of low priority wait. */
export const policy = budgetPolicy({
  for: [completion, startsSoon],
  states: [
    state({ below: '50%', do: [notify(flows.ticket)] }),
    state({ below: '10%', do: [notify(flows.page), freezeDeploys(), throttle(orchestrator)] }),
  ],
});
