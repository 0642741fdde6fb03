/** The process that answers alerts: `createServer(runner({ … })).listen(…)` behind the address of `restart`. */
import { logger, remediationHandler } from 'signalbox/runtime';
import { auditLogs } from './logs.ts';
import { restart } from './response.ts';

interface RunnerOptions {
  /** The one that Alertmanager sends. */
  readonly token: string;
  /** Where the lines of the audit log go. @default standard output */
  readonly write?: (line: string) => void;
}

/** Every decision is a line of the stream `audit` before anything is done, and one more when it has ended. */
export function runner({ token, write }: RunnerOptions) {
  const log = logger({ component: 'runner', stream: auditLogs, ...(write && { write }) });
  return remediationHandler({
    token,
    actions: [restart],
    audit: ({ action, alert, decision, why }) => log.info('remediation', { actor: 'runner', action, alert, decision, why }),
  });
}
