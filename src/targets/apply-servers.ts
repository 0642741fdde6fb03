import type { ServerKind } from '../model/environment.ts';
import type { Change, Plan } from '../plan/change.ts';
import { keyOf, type Observation } from '../plan/observation.ts';
import { wantedOf } from '../plan/wanted-of.ts';
import { applyToServer } from './apply-to-server.ts';
import { OutsideFailure } from './failure.ts';
import type { TargetIo } from './io.ts';
import type { Session } from './kind.ts';
import type { Progress } from './progress.ts';
import { type Begun, type PutBack, putBackServer } from './put-back-server.ts';

export interface Applying {
  readonly plan: Plan;
  readonly sessions: ReadonlyMap<ServerKind, Session>;
  readonly now: Observation;
  readonly ledgers: ReadonlyMap<string, unknown>;
  readonly io: TargetIo;
  readonly onProgress: (progress: Progress) => void;
  /** Of the plan, without what is kept. */
  readonly changes: readonly Change[];
}

/** What became of the changes of a plan. */
export interface Fates {
  /** Made, proved and still there. */
  readonly applied: readonly Change[];
  /** Made, or perhaps made, and put back. */
  readonly restored: readonly Change[];
  /** Made, or perhaps made, and could not be put back: the next deployment tries again. */
  readonly unrestored: readonly Change[];
  /** Somebody else changed it meanwhile, so it is left to them. */
  readonly left: readonly Change[];
  /** Not begun. */
  readonly skipped: readonly Change[];
  readonly failure: OutsideFailure | undefined;
  /** What a server did not hold after it took everything. */
  readonly mismatches: readonly string[];
  /** Why something that was put back is not as it was, one sentence each. */
  readonly why: readonly string[];
}

export const NO_FATES: Fates = {
  applied: [],
  restored: [],
  unrestored: [],
  left: [],
  skipped: [],
  failure: undefined,
  mismatches: [],
  why: [],
};

export interface Ended extends Fates {
  readonly status: 'done' | 'refused' | 'partly' | 'unverified';
  /** What was thrown that is no failure outside: our mistake, thrown on once everything is put back. */
  readonly bug: unknown;
}

/** Server by server; where one fails, all that were changed get their old state. */
export async function applyServers(work: Applying): Promise<Ended> {
  const { changes, now } = work;
  const before = new Map(now.found.map((one) => [keyOf(one), one]));
  const begun = new Map<ServerKind, Change[]>();
  let mismatches: readonly string[] = [];
  try {
    for (const server of new Set(changes.map((one) => one.server))) {
      const own: Change[] = [];
      begun.set(server, own);
      mismatches = await applyOne(work, server, before, own);
      if (mismatches.length > 0) throw unproved(server, mismatches);
    }
    return { ...NO_FATES, bug: undefined, status: 'done', applied: changes };
  } catch (thrown) {
    const back = await putBackAll(work, before, begun);
    const failure = thrown instanceof OutsideFailure ? thrown : undefined;
    return { ...endOf(work, begun, back, failure), failure, mismatches, bug: failure ? undefined : thrown };
  }
}

function applyOne(work: Applying, server: ServerKind, before: Begin, begun: Change[]): Promise<readonly string[]> {
  const { sessions, changes, plan, io, onProgress } = work;
  const session = sessions.get(server);
  if (!session) throw new Error(`${server} has no session`); // applyPlan has looked
  const wanted = wantedOf(plan.changes).filter((one) => one.server === server);
  const own = changes.filter((one) => one.server === server);
  return applyToServer({ server, session, changes: own, wanted, before, io, onProgress }, begun);
}

type Begin = Parameters<typeof applyToServer>[0]['before'];

function unproved(server: ServerKind, mismatches: readonly string[]): OutsideFailure {
  return new OutsideFailure(`${server} does not hold what was applied`, { kind: 'unverified', detail: mismatches.join('; ') });
}

async function putBackAll(work: Applying, before: Begin, begun: ReadonlyMap<ServerKind, readonly Change[]>): Promise<PutBack[]> {
  const { signal: _, ...steady } = work.io;
  const done: PutBack[] = [];
  for (const [server, own] of [...begun].toReversed()) {
    const session = work.sessions.get(server);
    if (!session) continue;
    const steps = own.map((one) => ({
      server,
      id: one.id,
      before: before.get(keyOf(one)),
      after: 'after' in one ? one.after : undefined,
    }));
    const one: Begun = { session, steps, ledger: work.ledgers.get(server) };
    done.push(await putBackServer(one, steady));
    work.onProgress({ server, step: 'restored', done: own.length, total: own.length });
  }
  return done;
}

function endOf(
  { changes }: Applying,
  begun: ReadonlyMap<ServerKind, readonly Change[]>,
  back: readonly PutBack[],
  failure: OutsideFailure | undefined,
): Pick<Ended, 'status' | 'applied' | 'restored' | 'unrestored' | 'left' | 'skipped' | 'why'> {
  const made = [...begun.values()].flat();
  const named = (keys: readonly string[]) => keys.flatMap((key) => made.filter((one) => keyOf(one) === key));
  const unrestored = named(back.flatMap((one) => one.unrestored));
  return {
    status: unrestored.length > 0 ? 'partly' : failure?.kind === 'unverified' ? 'unverified' : 'refused',
    applied: [],
    restored: named(back.flatMap((one) => one.restored)),
    unrestored,
    left: named(back.flatMap((one) => one.left)),
    skipped: changes.filter((one) => !made.includes(one)),
    why: back.flatMap((one) => one.why),
  };
}
