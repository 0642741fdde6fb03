/** What importers, processors and exporters tell of their steps, all in the same words. */
import { counter, gauge, histogram, oneOf } from 'signalbox/metrics';
import { ofStep, SECONDS } from './labels.ts';

export const steps = counter({
  name: 'flow_steps_total',
  help: 'Steps that ended.',
  labels: { ...ofStep, outcome: oneOf('ok', 'error') },
});
export const executionDuration = histogram({
  name: 'flow_execution_duration_seconds',
  help: 'Time a step of a flow took.',
  unit: 'seconds',
  labels: ofStep,
  buckets: SECONDS,
  exemplars: true,
});
export const memoryConsumption = gauge({
  name: 'flow_memory_consumption_bytes',
  help: 'Memory that a step holds.',
  unit: 'bytes',
  labels: ofStep,
});
export const dataVolume = counter({
  name: 'flow_data_volume_bytes_total',
  help: 'Data that a step read or wrote.',
  unit: 'bytes',
  labels: ofStep,
});
export const stepRetries = counter({ name: 'flow_step_retries_total', help: 'Attempts after the first.', labels: ofStep });
export const memoryLimit = gauge({ name: 'flow_memory_limit_bytes', help: 'Memory a process may hold.', unit: 'bytes' });
export const workers = gauge({ name: 'flow_workers', help: 'Workers there are.' });
export const workersBusy = gauge({ name: 'flow_workers_busy', help: 'Workers that run a step.' });
