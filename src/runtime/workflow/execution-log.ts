import type { Logger } from '../logger.ts';
import type { ExecutionListener } from './execution.ts';

/** A line for each event of a lifecycle: the history that Loki answers, by `execution_id`, and Tempo by the trace id beside it. */
export function executionLog(log: Logger): ExecutionListener {
  return ({ execution: { id, workflow, tenant, status, user, metadata }, type, ...event }) => {
    const level = type.endsWith('failed') ? 'error' : 'info';
    const asked = { ...(user === undefined ? {} : { user_id: user }), ...metadata };
    log[level](type, { ...asked, execution_id: id, workflow, tenant, status, ...event });
  };
}
