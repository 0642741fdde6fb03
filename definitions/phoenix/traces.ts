/** Section 5: what the document sets in code (service, environment, ratio, endpoint) is the collector's and the environment's. */
import { number, tail, text, traces } from 'signalbox';
import { agent, master } from './services.ts';

// a fixed ratio would throw away most of the errors; the end of a trace tells which are worth keeping
const sampling = tail({ keepErrors: true, keepSlowerThan: '1s', otherwise: '10%', decideAfter: '10s' });

export const masterTraces = traces({
  service: master,
  propagation: ['tracecontext', 'baggage'],
  attributes: { 'plan.id': text(), 'task.id': text(), 'task.retries': number() },
  sampling,
});

export const agentTraces = traces({
  service: agent,
  propagation: ['tracecontext', 'baggage'],
  attributes: { 'task.id': text(), 'operation.name': text() },
  sampling,
});
