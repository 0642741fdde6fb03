import { tail, text, traces } from 'signalbox';
import { api, engine } from './services.ts';

const kept = {
  propagation: ['tracecontext', 'baggage'],
  sampling: tail({ keepErrors: true, keepSlowerThan: '30s', otherwise: '10%', decideAfter: '10s' }),
} as const;

/** A span for each execution and each step, and those of the agents below them; what fails or hangs is kept whole. */
export const engineTraces = traces({
  service: engine,
  attributes: {
    'workflow.name': text(),
    'workflow.execution.id': text(),
    'workflow.tenant': text(),
    'workflow.step': text(),
    'user.id': text(),
  },
  ...kept,
});
export const apiTraces = traces({ service: api, attributes: { 'workflow.tenant': text(), 'user.id': text() }, ...kept });
