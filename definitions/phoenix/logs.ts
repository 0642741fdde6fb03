/** Section 4: the log format (4.1) is what `logger` of signalbox/runtime writes; aggregation (4.2) follows from these streams. */
import { logs, oneOf, text, traceId } from 'signalbox';
import { host, master, redis } from './services.ts';

const level = oneOf('debug', 'info', 'warn', 'error');
/** What a line says besides its labels: ids are many and unbounded, so they are fields and never the index. */
const ids = { correlation_id: text(), plan_id: text(), task_id: text(), trace_id: traceId(), span_id: text() };

// one folder holds the lines of masters and agents: `component` tells them apart
export const appLogs = logs({
  service: master,
  name: 'app',
  labels: { level, component: oneOf('phoenix-master', 'phoenix-agent') },
  fields: { message: text(), ...ids },
  redact: ['authorization', 'password', 'api_key', 'token', /\b\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}\b/],
  files: ['/var/log/phoenix/*.log'],
  retention: '30d',
});

/** Who submitted, changed or cancelled which plan. */
export const auditLogs = logs({
  service: master,
  name: 'audit',
  class: 'audit',
  labels: { level },
  fields: { message: text(), actor: text(), action: text(), ...ids },
  redact: ['authorization', 'password', 'api_key', 'token'],
  files: ['/var/log/phoenix/audit/*.log'],
  retention: '365d',
});

/** What the kernel says: disks, network, the out-of-memory killer. */
export const kernelLogs = logs({
  service: host,
  name: 'kernel',
  class: 'system',
  fields: { message: text() },
  files: ['/var/log/kern.log'],
  retention: '14d',
});

/** Redis writes no JSON; its unit's lines are read from the journal of its host. */
export const redisLogs = logs({
  service: redis,
  name: 'journal',
  class: 'system',
  fields: { message: text() },
  from: 'journald',
  retention: '14d',
});
