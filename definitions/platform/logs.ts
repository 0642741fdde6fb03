import { logs, oneOf, text, traceId } from 'signalbox';
import { app, host } from './services.ts';

const level = oneOf('debug', 'info', 'warn', 'error');

export const appLogs = logs({
  service: app,
  name: 'app',
  labels: { level },
  fields: { message: text(), trace_id: traceId(), correlation_id: text(), user_id: text(), error: text() },
  redact: ['authorization', 'password', 'email', 'token'],
  files: ['/var/log/platform/*.log'],
  retention: '30d',
});
export const auditLogs = logs({
  service: app,
  name: 'audit',
  class: 'audit',
  labels: { level },
  fields: {
    message: text(),
    actor: text(),
    action: text(),
    alert: text(),
    decision: text(),
    why: text(),
    correlation_id: text(),
  },
  redact: ['password', 'token'],
  files: ['/var/log/platform/audit/*.log'],
  retention: '365d',
});
export const systemLogs = logs({
  service: host,
  name: 'system',
  class: 'system',
  fields: { message: text() },
  files: ['/var/log/syslog'],
  retention: '14d',
});
