/** Alert → web hook → declared action, with a guard and a line in the audit log; people are told as before. */
import { remediation, secret } from 'signalbox';
import { jobsStuck } from './alerts.ts';

/** What the runner of the platform does; it imports this file, and `signalbox` never calls it. */
async function restartWorkers(signal: AbortSignal): Promise<void> {
  const answer = await fetch('http://127.0.0.1:8080/workers/restart', { method: 'POST', signal });
  if (!answer.ok) throw new Error(`the runner answered ${answer.status}`);
}

export const restart = remediation({
  name: 'restart-workers',
  on: jobsStuck,
  action: async (_alert, signal) => restartWorkers(signal),
  guard: () => (process.env['DEPLOY_UNDER_WAY'] ? 'a deploy is under way' : undefined),
  rateLimit: { runs: 2, per: '1h' },
  dryRun: false,
  to: 'https://runner.example.org/remediate',
  token: secret.file('remediation-token'),
});
