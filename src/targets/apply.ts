import type { Target } from '../model/target.ts';
import type { Plan } from '../plan/change.ts';
import { fingerprintOf, keyOf, type Observation } from '../plan/observation.ts';
import { wantedOf } from '../plan/wanted-of.ts';
import { type Applying, applyServers, type Ended, type Fates, NO_FATES } from './apply-servers.ts';
import { OutsideFailure } from './failure.ts';
import type { TargetIo } from './io.ts';
import type { Journal } from './journal/journal.ts';
import { withLocks } from './journal/locks.ts';
import { type DeploymentResult, isOpen } from './journal/record.ts';
import { recordOf } from './journal/record-of.ts';
import { observeIds } from './observe.ts';
import type { Progress } from './progress.ts';
import { openSessions } from './sessions.ts';

/**
 * `done`: everything is made and proved, or there was nothing to do. `stopped`: nothing was begun. `refused`: a server refused or was
 * unreachable, and every server has its old state. `unverified`: a server took the changes and did not hold them, and every server has
 * its old state. `partly`: so it failed, and not everything could be put back.
 */
export type ApplyStatus = 'done' | 'stopped' | 'refused' | 'partly' | 'unverified';

export interface ApplyResult extends Fates {
  readonly status: ApplyStatus;
  /** What went wrong beside the deployment itself. */
  readonly warnings: readonly string[];
  /** In the journal; undefined without one, and where nothing was begun. */
  readonly id: string | undefined;
}

export interface ApplyOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Where it is written down before it begins. @default nowhere: a process that is killed leaves what it began */
  readonly journal?: Journal;
  /** @default 'deploy' */
  readonly command?: 'deploy' | 'rollback' | 'destroy';
}

/** Does exactly the plan, or stops where the world moved since; what it began and cannot finish it puts back. Never throws for what is outside. */
export async function applyPlan(plan: Plan, target: Target, io: TargetIo, options: ApplyOptions = {}): Promise<ApplyResult> {
  const changes = plan.changes.filter((one) => one.action !== 'keep');
  try {
    mustBeFor(plan, target);
    const { signal: _, ...steady } = io; // what was begun is finished or put back, also when the user interrupts
    return await withLocks(
      options.journal,
      () => openSessions(target, steady),
      async (sessions) => {
        const now = await begin(plan, target, sessions, options);
        return carryOut({ plan, sessions, now, io, onProgress: options.onProgress ?? (() => {}), changes }, options);
      },
    );
  } catch (error) {
    if (error instanceof OutsideFailure) return { ...NOTHING, status: 'stopped', skipped: changes, failure: error };
    throw error;
  }
}

const NOTHING = { ...NO_FATES, warnings: [], id: undefined } as const;

function mustBeFor(plan: Plan, target: Target): void {
  if (plan.target !== target.name || plan.environment !== target.environment.name) {
    throw new OutsideFailure(`the plan is for ${plan.target} (${plan.environment})`, { kind: 'misconfigured' });
  }
  const refused = plan.changes.find((one) => one.action === 'refuse');
  if (refused?.action === 'refuse') throw new OutsideFailure(`${keyOf(refused)}: ${refused.reason}`, { kind: 'refused' });
}

/** Everything that can stop the work before it begins. */
async function begin(
  plan: Plan,
  target: Target,
  sessions: Applying['sessions'],
  { journal }: ApplyOptions,
): Promise<Observation> {
  const open = (await journal?.list())?.find(isOpen);
  if (open)
    throw new OutsideFailure(`the deployment ${open.record.id} did not end`, { kind: 'moved', detail: 'put it back first' });
  const now = await observeIds(target, sessions, plan.changes);
  if (fingerprintOf(now, wantedOf(plan.changes)) !== plan.fingerprint) {
    throw new OutsideFailure('the servers changed since the plan was made: make a new plan', { kind: 'moved' });
  }
  for (const server of new Set(plan.changes.map((one) => one.server))) {
    if (!sessions.has(server)) {
      throw new OutsideFailure(`the target no longer says how ${server} is reached`, { kind: 'misconfigured' });
    }
  }
  for (const [server, session] of sessions) {
    const mine = plan.changes.filter((one) => one.server === server && one.action !== 'keep');
    if (mine.length > 0) await session.probe?.(mine);
  }
  return now;
}

async function carryOut(work: Omit<Applying, 'ledgers'>, { journal, command = 'deploy' }: ApplyOptions): Promise<ApplyResult> {
  if (work.changes.length === 0) return { ...NOTHING, status: 'done' };
  const applying = { ...work, ledgers: await ledgersOf(work.sessions) };
  const record = journal && (await journal.begin(await recordOf(applying, command, journal.objects)));
  const ended = await applyServers(applying);
  const warnings = journal && record ? await close(journal, record.id, ended) : [];
  if (ended.bug !== undefined) throw ended.bug;
  return { ...ended, warnings, id: record?.id };
}

async function ledgersOf(sessions: Applying['sessions']): Promise<Map<string, unknown>> {
  const ledgers = new Map<string, unknown>();
  for (const [server, session] of sessions) if (session.ledger) ledgers.set(server, await session.ledger.read());
  return ledgers;
}

const RESULTS: Readonly<Record<Ended['status'], DeploymentResult['status']>> = {
  done: 'done',
  refused: 'restored',
  unverified: 'unverified',
  partly: 'partly',
};

/** A deployment is not undone because its end could not be written; whoever comes next has to be told. */
async function close(journal: Journal, id: string, { status, left }: Ended): Promise<string[]> {
  try {
    await journal.end(id, RESULTS[status], left.map(keyOf));
    await journal.prune();
    return [];
  } catch (error) {
    if (!(error instanceof OutsideFailure)) throw error;
    return [
      `the journal of ${id} could not be closed (${error.message}: ${error.detail}): the next deployment will put it back first`,
    ];
  }
}
