import type { ServerKind } from '../model/environment.ts';
import type { Target } from '../model/target.ts';
import type { Change, Plan } from '../plan/change.ts';
import { fingerprintOf, keyOf, type Observation, type Wanted } from '../plan/observation.ts';
import { applyToServer, type ServerOutcome } from './apply-to-server.ts';
import { OutsideFailure } from './failure.ts';
import type { TargetIo } from './io.ts';
import type { Session } from './kind.ts';
import { observeIds } from './observe.ts';
import type { Progress } from './progress.ts';
import { openSessions } from './sessions.ts';

/**
 * `done`: everything is made and proved, or there was nothing to do. `stopped`: nothing was begun. `refused`: a server refused or
 * was unreachable, and no server is changed. `partly`: some servers are changed. `unverified`: a server took the changes and did
 * not hold them; it has its old state again unless `unrestored` says otherwise.
 */
export type ApplyStatus = 'done' | 'stopped' | 'refused' | 'partly' | 'unverified';

export interface ApplyResult {
  readonly status: ApplyStatus;
  /** Made, proved and still there. */
  readonly applied: readonly Change[];
  /** Made, or perhaps made, and put back. */
  readonly restored: readonly Change[];
  /** Made, or perhaps made, and could not be put back: somebody has to look. */
  readonly unrestored: readonly Change[];
  /** Not begun. */
  readonly skipped: readonly Change[];
  readonly failure: OutsideFailure | undefined;
  /** What a server did not hold after it took everything. */
  readonly mismatches: readonly string[];
}

/** Does exactly the plan, server by server, or stops where the world moved since. Never throws for what is outside. */
export async function applyPlan(
  plan: Plan,
  target: Target,
  io: TargetIo,
  onProgress: (progress: Progress) => void = () => {},
): Promise<ApplyResult> {
  const changes = plan.changes.filter((one) => one.action !== 'keep');
  try {
    const { sessions, now } = await begin(plan, target, io);
    return await applyServers({ plan, sessions, now, io, onProgress, changes });
  } catch (error) {
    if (error instanceof OutsideFailure) return { ...NOTHING, status: 'stopped', skipped: changes, failure: error };
    throw error;
  }
}

const NOTHING = { applied: [], restored: [], unrestored: [], skipped: [], failure: undefined, mismatches: [] } as const;

interface Work {
  readonly plan: Plan;
  readonly sessions: ReadonlyMap<ServerKind, Session>;
  readonly now: Observation;
  readonly io: TargetIo;
  readonly onProgress: (progress: Progress) => void;
  readonly changes: readonly Change[];
}

/** Everything that can stop the work before it begins. */
async function begin(plan: Plan, target: Target, io: TargetIo): Promise<Pick<Work, 'sessions' | 'now'>> {
  if (plan.target !== target.name || plan.environment !== target.environment.name) {
    throw new OutsideFailure(`the plan is for ${plan.target} (${plan.environment})`, { kind: 'misconfigured' });
  }
  const refused = plan.changes.find((one) => one.action === 'refuse');
  if (refused?.action === 'refuse') throw new OutsideFailure(`${keyOf(refused)}: ${refused.reason}`, { kind: 'refused' });
  const { signal: _, ...steady } = io; // what was begun is finished or put back, also when the user interrupts
  const sessions = await openSessions(target, steady);
  const now = await observeIds(target, sessions, plan.changes);
  if (fingerprintOf(now, wantedOf(plan.changes)) === plan.fingerprint) return { sessions, now };
  throw new OutsideFailure('the servers changed since the plan was made: make a new plan', { kind: 'moved' });
}

async function applyServers(work: Work): Promise<ApplyResult> {
  const { plan, sessions, now, changes } = work;
  const before = new Map(now.found.map((one) => [keyOf(one), one]));
  const outcomes: ServerOutcome[] = [];
  const started = new Set<ServerKind>();
  for (const server of new Set(changes.map((one) => one.server))) {
    const session = sessions.get(server);
    if (!session) throw new OutsideFailure(`the target no longer says how ${server} is reached`, { kind: 'misconfigured' });
    const mine = changes.filter((one) => one.server === server);
    const wanted = wantedOf(plan.changes).filter((one) => one.server === server);
    started.add(server);
    const outcome = await applyToServer({
      server,
      session,
      changes: mine,
      wanted,
      before,
      io: work.io,
      onProgress: work.onProgress,
    });
    outcomes.push(outcome);
    if (outcome.failure) break;
  }
  return resultOf(
    outcomes,
    changes.filter((one) => !started.has(one.server)),
  );
}

function resultOf(outcomes: readonly ServerOutcome[], never: readonly Change[]): ApplyResult {
  const failed = outcomes.find((one) => one.failure !== undefined);
  const applied = outcomes.flatMap((one) => one.applied);
  const unrestored = outcomes.flatMap((one) => one.unrestored);
  return {
    status: statusOf(failed, applied.length + unrestored.length > 0),
    applied,
    restored: outcomes.flatMap((one) => one.restored),
    unrestored,
    skipped: [...outcomes.flatMap((one) => one.skipped), ...never],
    failure: failed?.failure,
    mismatches: outcomes.flatMap((one) => one.mismatches),
  };
}

function statusOf(failed: ServerOutcome | undefined, changed: boolean): ApplyStatus {
  if (!failed) return 'done';
  if (failed.failure?.kind === 'unverified') return 'unverified';
  return changed ? 'partly' : 'refused';
}

function wantedOf(changes: readonly Change[]): Wanted[] {
  return changes.flatMap((one) => (one.action === 'delete' ? [] : [one.after]));
}
