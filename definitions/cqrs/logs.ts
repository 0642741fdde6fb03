import { logs, oneOf, text, traceId } from 'signalbox';
import { userService } from './services.ts';

/** Level is the index; whatever has many values is a field. The runtime adds the ids of the message in hand. */
export const appLogs = logs({
  service: userService,
  name: 'app',
  labels: { level: oneOf('debug', 'info', 'warn', 'error') },
  fields: {
    message: text(),
    trace_id: traceId(),
    correlation_id: text(),
    causation_id: text(),
    aggregate_id: text(),
    event_type: text(),
    error: text(),
  },
  redact: ['authorization', 'password', 'email', 'token'],
  files: ['/var/log/user-service/*.log'],
  retention: '30d',
});

/** Who did what to whose account. */
export const auditLogs = logs({
  service: userService,
  name: 'audit',
  class: 'audit',
  labels: { level: oneOf('info', 'warn') },
  fields: { message: text(), actor: text(), action: text(), aggregate_id: text(), correlation_id: text() },
  redact: ['password', 'token'],
  files: ['/var/log/user-service/audit/*.log'],
  retention: '365d',
});
