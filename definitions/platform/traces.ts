import { tail, text, traces } from 'signalbox';
import { app } from './services.ts';

/** Requests that fail or are slow are kept whole, of the rest a twentieth. */
export const requestTraces = traces({
  service: app,
  propagation: ['tracecontext', 'baggage'],
  attributes: { 'user.id': text(), 'order.id': text(), feature: text() },
  sampling: tail({ keepErrors: true, keepSlowerThan: '1s', otherwise: '5%', decideAfter: '10s' }),
});
