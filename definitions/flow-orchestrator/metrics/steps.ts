/** What importers, processors and exporters tell of their steps, all in the same words. */
import { counter, gauge, histogram, oneOf } from 'signalbox/metrics';
import { branch, flow, SECONDS, serviceType, step } from './labels.ts';

export const steps = counter({
  name: 'flow_steps_total',
  help: 'Steps that ended.',
  labels: { flow, branch, step, service_type: serviceType, outcome: oneOf('ok', 'error') },
});
export const stepDuration = histogram({
  name: 'flow_step_duration_seconds',
  help: 'Time a step took.',
  unit: 'seconds',
  labels: { flow, step, service_type: serviceType },
  buckets: SECONDS,
  exemplars: true,
});
export const stepRetries = counter({
  name: 'flow_step_retries_total',
  help: 'Attempts after the first.',
  labels: { flow, step, service_type: serviceType },
});
export const dataVolume = counter({
  name: 'flow_data_volume_bytes_total',
  help: 'Data that steps read or wrote.',
  unit: 'bytes',
  labels: { flow, service_type: serviceType },
});
export const workers = gauge({ name: 'flow_workers', help: 'Workers there are.' });
export const workersBusy = gauge({ name: 'flow_workers_busy', help: 'Workers that run a step.' });
