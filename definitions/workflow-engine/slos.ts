/** What tenants are promised; the document has shares of success and thresholds, which say nothing of how long they must hold. */
import { budgetPolicy, events, freezeDeploys, latency, notify, slo, state } from 'signalbox';
import * as apiMetrics from './metrics/api.ts';
import * as metrics from './metrics/workflows.ts';
import { api, engine } from './services.ts';
import { workflows } from './teams.ts';

/** Kept for each tenant by itself: one who has little to do is not hidden behind one who has much. */
export const success = slo({
  service: engine,
  name: 'workflow-success',
  title: 'Workflows succeed',
  objective: '99%',
  window: '30d',
  sli: events({
    total: metrics.executions.where({ status: ['completed', 'failed'] }),
    bad: metrics.executions.where({ status: 'failed' }),
    groupBy: ['tenant'],
  }),
  runbook: {
    steps: [
      'See which workflow of which tenant fails, and at which step: `signalbox workflows stats --tenant acme`, then `workflows steps`.',
      'Read one that failed: `signalbox workflows recent --status failed` has its error and its trace.',
      'If steps fail that call a language model, see whether tokens ran out: the quota of the tenant is on the board.',
    ],
  },
});

export const startsSoon = slo({
  service: engine,
  name: 'workflow-start',
  title: 'Workflows start within half a minute',
  objective: '99%',
  window: '30d',
  sli: latency({ of: metrics.queueWait, under: '30s' }),
  runbook: {
    steps: [
      'See whether all workers are busy: then more is asked for than usual, or steps take longer.',
      'See whose workflows wait: the queue of each tenant is on the board. Start more workers, or hold that tenant to its quota.',
    ],
  },
});

export const availability = slo({
  service: api,
  name: 'api-availability',
  title: 'The API answers',
  objective: '99.9%',
  window: '30d',
  sli: events({ total: apiMetrics.requests, bad: apiMetrics.requests.where({ code: '5xx' }) }),
  runbook: { steps: ['See which route fails, and open the trace of one request: it leads into the engine and its database.'] },
});

export const fastAnswers = slo({
  service: api,
  name: 'api-latency',
  title: 'The API answers fast',
  objective: '99%',
  window: '30d',
  sli: latency({ of: apiMetrics.duration, under: '500ms' }),
  runbook: {
    steps: [
      'See which route is slow. The dashboard and the timeline read the database: look at the time its queries take.',
      'Open a slow trace by its exemplar: the longest span is where to look.',
    ],
  },
});

export const policy = budgetPolicy({
  for: [success, startsSoon, availability],
  states: [
    state({ below: '50%', do: [notify(workflows.ticket)] }),
    state({ below: '10%', do: [notify(workflows.page), freezeDeploys()] }),
  ],
});
