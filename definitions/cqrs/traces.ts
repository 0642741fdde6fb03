import { tail, text, traces } from 'signalbox';
import { userService } from './services.ts';

/** From the command through its events to the projections; errors and slow ones are always kept, of the rest a tenth. */
export const tracing = traces({
  service: userService,
  propagation: ['tracecontext', 'baggage'],
  attributes: { 'user.id': text(), 'aggregate.id': text(), 'event.type': text() },
  sampling: tail({ keepErrors: true, keepSlowerThan: '1s', otherwise: '10%', decideAfter: '10s' }),
});
