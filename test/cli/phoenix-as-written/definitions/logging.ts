/** Sections 4.1 and 5.1: what a log line and a span hold. */
import { head, logs, text, traces } from 'signalbox';
import { orchestrator } from './orchestrator.ts';

export const entries = logs({
  service: orchestrator,
  name: 'log-entry',
  labels: { level: text(), component: text() },
  fields: { timestamp: text(), correlation_id: text(), plan_id: text(), task_id: text(), message: text(), metadata: text() },
});

export const tracer = traces({
  service: orchestrator,
  propagation: ['tracecontext'],
  attributes: { 'service.name': text(), environment: text() },
  sampling: head({ ratio: '10%' }),
});
