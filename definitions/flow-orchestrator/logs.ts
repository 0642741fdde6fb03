import { logs, oneOf, text, traceId } from 'signalbox';
import { orchestrator, stepServices } from './services.ts';

const settings = {
  labels: { level: oneOf('debug', 'info', 'warn', 'error') },
  fields: {
    message: text(),
    trace_id: traceId(),
    correlation_id: text(),
    flow_id: text(),
    execution_id: text(),
    branch_path: text(),
    step_id: text(),
    version: text(),
    error: text(),
  },
  redact: ['authorization', 'password', 'token'],
  retention: '30d',
} as const;

export const engineLogs = logs({ service: orchestrator, name: 'engine', files: ['/var/log/flow-engine/*.log'], ...settings });
export const stepLogs = stepServices.map((service) =>
  logs({ service, name: 'steps', files: [`/var/log/${service.name}/*.log`], ...settings }),
);
