/** What the runtime counts of every execution and every step, each series with the tenant it is for. */
import { workflowMetrics } from 'signalbox/metrics';
import { steps as stepNames, tenants, workflows } from './labels.ts';

export const {
  executions,
  executionDuration,
  active,
  queueLength,
  queueWait,
  steps,
  stepDuration,
  stepRetries,
  tokens,
  cost,
  inputSize,
  outputSize,
} = workflowMetrics({ workflows, steps: stepNames, tenants });
