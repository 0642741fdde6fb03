import { reasonOf } from '../failure.ts';
import type { RemediationAction, RemediationAlert } from './action.ts';
import type { Verdict } from './gatekeeper.ts';

const TIMEOUT_MS = 30_000;

/** Runs an action to its end or to the end of its time; never throws. One that does not stop is left behind. */
export async function runAction(action: RemediationAction, alert: RemediationAlert): Promise<Verdict> {
  const { timeoutMs = TIMEOUT_MS } = action;
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Verdict>((resolve) => {
    timer = setTimeout(() => {
      resolve({ decision: 'timed-out', why: `not done after ${timeoutMs} ms` });
      stop.abort();
    }, timeoutMs);
  });
  const work = (async (): Promise<Verdict> => {
    try {
      await action.run(alert, stop.signal);
      return { decision: 'done', why: '' };
    } catch (failure) {
      return { decision: 'failed', why: reasonOf(failure) };
    }
  })();
  const verdict = await Promise.race([work, late]);
  clearTimeout(timer);
  return verdict;
}
