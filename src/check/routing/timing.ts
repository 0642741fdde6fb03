import type { Route } from '../../model/routing.ts';

/** When a group is told, in milliseconds. Alertmanager's own where nobody wrote it: 30s, 5m, 4h. */
export interface Timing {
  readonly waitMs: number;
  readonly intervalMs: number;
  readonly repeatMs: number;
  /** When the same is really told again: what repeats is only looked at once an interval. */
  readonly repeatsAfterMs: number;
}

const DEFAULTS = { waitMs: 30_000, intervalMs: 300_000, repeatMs: 4 * 3_600_000 } as const;

/** The times of the last node of a path: each is inherited unless the node has its own. */
export function timingOf(path: readonly Route[]): Timing {
  const last = <T>(of: (route: Route) => T | undefined, fallback: T): T => {
    const node = path.findLast((one) => of(one) !== undefined);
    return (node && of(node)) ?? fallback;
  };
  const waitMs = last((one) => one.groupWaitMs, DEFAULTS.waitMs);
  const intervalMs = last((one) => one.groupIntervalMs, DEFAULTS.intervalMs);
  const repeatMs = last((one) => one.repeatIntervalMs, DEFAULTS.repeatMs);
  return { waitMs, intervalMs, repeatMs, repeatsAfterMs: Math.ceil(repeatMs / intervalMs) * intervalMs };
}
