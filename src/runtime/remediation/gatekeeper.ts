import { reasonOf } from '../failure.ts';
import type { RemediationAction, RemediationAlert, RemediationRecord } from './action.ts';

const HOUR_MS = 3_600_000;
/** Firings that are remembered, so that a notification that is repeated does nothing twice. */
const REMEMBERED = 10_000;
/** What `signalbox alerts send-test` sends. */
const TEST_LABEL = 'signalbox_test';

export interface Verdict {
  readonly decision: RemediationRecord['decision'];
  readonly why: string;
}

/** Says of one action whether it may be done for an alert, and remembers what was. */
export interface Gatekeeper {
  /** The first reason against it, else `started`, or `dry-run`. What may start is counted at once. */
  judge(alert: RemediationAlert, alerts: number): Promise<Verdict>;
  ended(): void;
}

export function gatekeeper(action: RemediationAction, nowMs: () => number): Gatekeeper {
  const { dryRun = true, maxRunning = 1, maxAlerts = 3, rateLimit = { runs: 3, perMs: HOUR_MS } } = action;
  const seen = new Set<string>();
  let starts: number[] = [];
  let running = 0;

  const against = (alert: RemediationAlert, alerts: number): Verdict | undefined => {
    starts = starts.filter((at) => nowMs() - at < rateLimit.perMs);
    if (alert.labels[TEST_LABEL] === 'true') return { decision: 'test', why: 'a test alert changes nothing' };
    if (seen.has(keyOf(alert))) return { decision: 'repeated', why: 'this firing was answered before' };
    if (alerts > maxAlerts) return { decision: 'too-many', why: `${alerts} alerts at once; at most ${maxAlerts}` };
    if (running >= maxRunning) return { decision: 'busy', why: `${running} running; at most ${maxRunning}` };
    if (starts.length >= rateLimit.runs)
      return { decision: 'rate-limited', why: `${starts.length} runs in ${rateLimit.perMs} ms` };
    return undefined;
  };

  return {
    async judge(alert, alerts) {
      const before = against(alert, alerts);
      if (before) return before;
      const guarded = await guardOf(action, alert);
      // others may have been judged while the guard was asked
      const after = guarded === undefined ? against(alert, alerts) : { decision: 'guarded' as const, why: guarded };
      if (after) return after;
      remember(seen, keyOf(alert));
      starts.push(nowMs());
      if (dryRun) return { decision: 'dry-run', why: 'would have run; set dryRun: false' };
      running += 1;
      return { decision: 'started', why: '' };
    },
    ended() {
      running -= 1;
    },
  };
}

function keyOf({ fingerprint, startsAt }: RemediationAlert): string {
  return `${fingerprint} ${startsAt}`;
}

function remember(seen: Set<string>, key: string): void {
  seen.add(key);
  const [oldest] = seen;
  if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
}

async function guardOf(action: RemediationAction, alert: RemediationAlert): Promise<string | undefined> {
  try {
    return await action.guard?.(alert);
  } catch (failure) {
    return `the guard failed: ${reasonOf(failure)}`;
  }
}
