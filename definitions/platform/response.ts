/** Alert → web hook → declared action, with a guard and a line in the audit log; people are told as before. */
import { remediation, secret } from 'signalbox';
import { jobsStuck } from './alerts.ts';

/** What the runner of the platform does; it imports this file, and `signalbox` never calls it. */
async function restartWorkers(signal: AbortSignal): Promise<void> {
  const workers = process.env['WORKERS_URL'];
  if (workers === undefined) throw new Error('WORKERS_URL does not say where the workers are');
  const answer = await fetch(`${workers}/restart`, { method: 'POST', signal });
  if (!answer.ok) throw new Error(`the workers answered ${answer.status}`);
}

/** `to` is where `runner` answers. */
export const restartBy = (to: `https://${string}` | `http://${string}`) =>
  remediation({
    name: 'restart-workers',
    on: jobsStuck,
    action: async (_alert, signal) => restartWorkers(signal),
    guard: () => (process.env['DEPLOY_UNDER_WAY'] ? 'a deploy is under way' : undefined),
    rateLimit: { runs: 2, per: '1h' },
    dryRun: false,
    to,
    token: secret.file('remediation-token'),
  });
export const restart = restartBy('https://runner.example.org/remediate');
