import { suppress } from 'signalbox';
import { highTaskFailureRate } from './alerts/business.ts';
import { loadBalancerErrors } from './alerts/load-balancer.ts';
import { redisLogs } from './logs.ts';

export const taskFailures = suppress({
  code: 'alert/single-window-burn',
  at: highTaskFailureRate,
  reason:
    'Section 6.2 asks for it beside the objective task-success, which has its own burn alerts: 5% of tasks is an outage, not a budget.',
});
export const balancerErrors = suppress({
  code: 'alert/single-window-burn',
  at: loadBalancerErrors,
  reason: 'It tells a load balancer that reaches no master; the budget of errors is kept by the availability of the masters.',
});
export const noJournalInContainers = suppress({
  code: 'collector/stream-not-received',
  at: redisLogs,
  reason: 'The local stack runs in containers, which have no journal; production receives it.',
});
