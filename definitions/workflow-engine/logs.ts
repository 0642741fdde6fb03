import { logs, number, oneOf, text, traceId } from 'signalbox';
import { tenants } from './metrics/labels.ts';
import { api, engine } from './services.ts';

const level = oneOf('debug', 'info', 'warn', 'error');
const redact = ['authorization', 'password', 'token', 'api_key'] as const;

/** The history of executions and steps, a line for each of the seven events; what the two tables of the document have is in it. */
export const executionLogs = logs({
  service: engine,
  name: 'executions',
  labels: { level, tenant: tenants },
  fields: {
    message: text(),
    trace_id: traceId(),
    execution_id: text(),
    workflow: text(),
    user_id: text(),
    status: text(),
    step: text(),
    retries: number(),
    seconds: number(),
    tokens: number(),
    cost: number(),
    inputBytes: number(),
    outputBytes: number(),
    error: text(),
  },
  redact,
  files: ['/var/log/automatosx/engine/*.log'],
  retention: '30d',
});
export const apiLogs = logs({
  service: api,
  name: 'api',
  labels: { level },
  fields: { message: text(), trace_id: traceId(), tenant: text(), user_id: text(), error: text() },
  redact,
  files: ['/var/log/automatosx/api/*.log'],
  retention: '30d',
});
