/**
 * What is done by itself when an alert fires: Alertmanager posts it to the API of the orchestrator, `remediationHandler` there asks the guard, runs the
 * action, and writes a line into the audit log. People are told as before.
 */
import { remediation, secret } from 'signalbox';
import { exportersGone, importersGone, processorsGone, schedulerDown } from './alerts.ts';

const API = 'http://127.0.0.1:8080';

async function post(path: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(`${API}${path}`, { method: 'POST', signal });
  if (!answer.ok) throw new Error(`the orchestrator answered ${answer.status}`);
}

const answered = {
  guard: () => (process.env['DEPLOY_UNDER_WAY'] ? 'a deploy is under way' : undefined),
  dryRun: false,
  to: 'https://flows.example.org/remediate',
  token: secret.file('flow-remediation-token'),
} as const;

export const restartScheduler = remediation({
  name: 'restart-scheduler',
  on: schedulerDown,
  action: async (_alert, signal) => post('/scheduler/restart', signal),
  rateLimit: { runs: 2, per: '1h' },
  ...answered,
});
export const startWorkers = remediation({
  name: 'start-workers',
  on: [importersGone, processorsGone, exportersGone],
  action: async ({ labels }, signal) => post(`/workers/${labels['service'] ?? ''}/start`, signal),
  rateLimit: { runs: 3, per: '1h' },
  ...answered,
});
