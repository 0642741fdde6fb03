/** A stretch of time that a report is about; its end does not belong to it. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** What a clock can do, given so that a test has its own. */
export interface Clock {
  now(): Date;
  /** Ends early where it is interrupted. */
  wait(milliseconds: number): Promise<void>;
}

export interface Periodic {
  readonly everyMs: number;
  /** Ends after so many; undefined: only when it is interrupted. */
  readonly most: number | undefined;
  readonly signal: AbortSignal;
  /** Throws where the report cannot be made now. */
  report(period: Period): Promise<void>;
  /** Told before it is tried again; without it a failure ends everything. */
  failed?(failure: unknown): void;
}

/** What was scraped last is there by then. */
export const SETTLES_MS = 60_000;
const AGAIN_MS = 60_000;

/** The last period that is over and settled. Periods begin at whole multiples of their length since 1970, UTC. */
export function lastPeriod(now: Date, everyMs: number): Period {
  const end = Math.floor((now.getTime() - SETTLES_MS) / everyMs) * everyMs;
  return { from: new Date(end - everyMs), to: new Date(end) };
}

/** Reports the last period, and each one after it when it is over. Gives how many; what is interrupted is not begun again. */
export async function reportPeriods({ everyMs, failed, most, report, signal }: Periodic, clock: Clock): Promise<number> {
  let next = lastPeriod(clock.now(), everyMs);
  for (let done = 0; ; ) {
    await until(next.to.getTime() + SETTLES_MS, clock, signal);
    if (signal.aborted) return done;
    try {
      await report(next);
      done += 1;
      next = { from: next.to, to: new Date(next.to.getTime() + everyMs) };
    } catch (failure) {
      if (!failed || signal.aborted) throw failure;
      failed(failure);
      await clock.wait(AGAIN_MS);
    }
    if (most !== undefined && done >= most) return done;
  }
}

/** Timers hold 24 days: a month is waited for day by day. */
const LONGEST_WAIT_MS = 86_400_000;

async function until(at: number, clock: Clock, signal: AbortSignal): Promise<void> {
  for (let left = at - clock.now().getTime(); left > 0 && !signal.aborted; left = at - clock.now().getTime()) {
    await clock.wait(Math.min(left, LONGEST_WAIT_MS));
  }
}

/** `2026-11-22T00-00Z`: as a file may be named everywhere. */
export function periodName({ to }: Period): string {
  return to.toISOString().slice(0, 16).replace(':', '-').concat('Z');
}
