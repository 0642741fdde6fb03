import type { ServerKind } from '../model/environment.ts';
import { keyOf, type Observed, type Wanted } from '../plan/observation.ts';
import { describeFailure, failureOf, OutsideFailure } from './failure.ts';
import type { TargetIo } from './io.ts';
import type { Session } from './kind.ts';

/** One change that may have been made, and what stood there. */
export interface Step {
  readonly server: ServerKind;
  readonly id: string;
  readonly before: Observed | undefined;
  readonly after: Wanted | undefined;
}

/** What was begun on one server. */
export interface Begun {
  readonly session: Session;
  /** In the order they were made. */
  readonly steps: readonly Step[];
  /** What the ledger said before. */
  readonly ledger: unknown;
}

/** By the keys of what was begun. */
export interface PutBack {
  readonly restored: readonly string[];
  /** Somebody else changed it since, so it is left to them. */
  readonly left: readonly string[];
  readonly unrestored: readonly string[];
  /** Why something is not as it was, one sentence each. */
  readonly why: readonly string[];
}

/** The old state of one server, read by it, and looked at again. What cannot be put back is said, not hidden. */
export async function putBackServer({ session, steps, ledger }: Begun, io: TargetIo): Promise<PutBack> {
  const restored: Step[] = [];
  const left: Step[] = [];
  const unrestored: Step[] = [];
  const why: string[] = [];
  for (const step of steps.toReversed()) {
    const failure = await failureOf(() => session.restore(step.id, step.before, step.after));
    (failure === undefined ? restored : failure.kind === 'moved' ? left : unrestored).push(step);
    if (failure) why.push(describeFailure(failure));
  }
  if (unrestored.length === 0) {
    const failure = (await failureOf(async () => session.ledger?.restore(ledger))) ?? (await loadAgain(session, steps));
    if (failure) {
      const open = steps.filter((one) => !left.includes(one)).map(keyOf);
      return { restored: [], left: left.map(keyOf), unrestored: open, why: [...why, describeFailure(failure)] };
    }
  }
  const lost = await differing(session, restored, io);
  return {
    restored: restored.filter((one) => !lost.includes(one)).map(keyOf),
    left: left.map(keyOf),
    unrestored: [...unrestored, ...lost].map(keyOf),
    why: [...new Set(why)],
  };
}

/** A server that is not there reads the old state when it starts. */
async function loadAgain(session: Session, steps: readonly Step[]): Promise<OutsideFailure | undefined> {
  if (steps.length === 0) return undefined;
  const failure = await failureOf(() => session.load([]));
  return failure?.undelivered ? undefined : failure;
}

/** Servers may list what was just written a moment later. */
const TRIES = 5;
const PAUSE_MS = 500;

async function differing(session: Session, steps: readonly Step[], io: TargetIo): Promise<readonly Step[]> {
  for (let left = TRIES - 1; ; left -= 1) {
    const other = await othersAmong(session, steps);
    if (other.length === 0 || left === 0) return other;
    await io.wait(PAUSE_MS);
  }
}

async function othersAmong(session: Session, steps: readonly Step[]): Promise<readonly Step[]> {
  if (steps.length === 0) return [];
  let found: readonly Observed[];
  try {
    found = await session.observe(steps.map(({ id }) => id));
  } catch (error) {
    if (error instanceof OutsideFailure) return steps;
    throw error;
  }
  const there = new Map(found.map((one) => [one.id, one]));
  return steps.filter(({ id, before }) => {
    const now = there.get(id);
    return now?.state !== before?.state || now?.place !== before?.place;
  });
}
