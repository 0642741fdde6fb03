import type { ServerKind } from '../../model/environment.ts';
import type { Target } from '../../model/target.ts';
import { keyOf, type Observed, type Wanted } from '../../plan/observation.ts';
import type { TargetIo } from '../io.ts';
import type { Session } from '../kind.ts';
import { type PutBack, putBackServer, type Step } from '../put-back-server.ts';
import { openSessions } from '../sessions.ts';
import type { Journal } from './journal.ts';
import { withLocks } from './locks.ts';
import { type Deployment, isOpen, type RecordedChange } from './record.ts';

/** A deployment that did not end, and what came of putting it back. */
export interface Recovered {
  readonly id: string;
  readonly restored: readonly string[];
  readonly left: readonly string[];
  readonly unrestored: readonly string[];
  /** Why something is not as it was, one sentence each. */
  readonly why: readonly string[];
}

/**
 * Deployments that a process began and did not end, because it was killed or its server was gone. Newest first. One with a later deployment
 * that ended is none of them, whatever became of its result: none begins before an earlier one is put back, and what stands now is the later one's.
 */
export async function openDeployments(journal: Journal): Promise<readonly Deployment[]> {
  const all = (await journal.list()).toReversed();
  const ended = all.findIndex((one) => !isOpen(one));
  return ended === -1 ? all : all.slice(0, ended);
}

/** Puts back what such deployments began, and says so in the journal. Throws `OutsideFailure`; `moved` where the deployment still runs. */
export async function recoverTarget(target: Target, journal: Journal, io: TargetIo): Promise<readonly Recovered[]> {
  if ((await openDeployments(journal)).length === 0) return [];
  const { signal: _, ...steady } = io;
  return withLocks(
    journal,
    () => openSessions(target, steady),
    async (sessions) => {
      const recovered: Recovered[] = [];
      for (const one of await openDeployments(journal)) recovered.push(await recover(one, sessions, journal, steady));
      return recovered;
    },
  );
}

async function recover(
  { record }: Deployment,
  sessions: ReadonlyMap<ServerKind, Session>,
  journal: Journal,
  io: TargetIo,
): Promise<Recovered> {
  const sum = { restored: [] as string[], left: [] as string[], unrestored: [] as string[], why: [] as string[] };
  for (const server of [...new Set(record.changes.map((one) => one.server))].toReversed()) {
    const own = record.changes.filter((one) => one.server === server);
    const session = sessions.get(server);
    const ledger = record.ledgers[server];
    const back = session
      ? await putBackKnown(session, await stepsOf(own, journal), ledger && (await journal.objects.get(ledger)), io)
      : { restored: [], left: own.map(keyOf), unrestored: [], why: [] }; // the target has no such server any more
    sum.restored.push(...back.restored);
    sum.left.push(...back.left);
    sum.unrestored.push(...back.unrestored);
    sum.why.push(...back.why);
  }
  await journal.end(record.id, sum.unrestored.length > 0 ? 'partly' : 'restored', sum.left);
  return { id: record.id, ...sum };
}

/** By now somebody else may have deployed: what is neither the old thing nor the one that was wanted is theirs. */
async function putBackKnown(session: Session, steps: readonly Step[], ledger: unknown, io: TargetIo): Promise<PutBack> {
  const found = new Map((await session.observe(steps.map(({ id }) => id))).map((one) => [one.id, one]));
  const known = steps.filter((step) => isKnown(found.get(step.id), step));
  const back = await putBackServer({ session, steps: known, ledger }, io);
  return { ...back, left: [...back.left, ...steps.filter((one) => !known.includes(one)).map(keyOf)] };
}

/** A half made change may have the state of one and the place of the other; what is there with something else has none of its own. */
function isKnown(now: Observed | undefined, { before, after }: Step): boolean {
  if (before === undefined && now?.shared) return true;
  const ends = [before, after].filter((one) => one !== undefined);
  return now === undefined || (ends.some((one) => one.state === now.state) && ends.some((one) => one.place === now.place));
}

async function stepsOf(changes: readonly RecordedChange[], { objects }: Journal): Promise<Step[]> {
  const steps: Step[] = [];
  for (const { server, id, before, after } of changes) {
    steps.push({
      server,
      id,
      before: before === null ? undefined : ((await objects.get(before)) as Observed), // as it was stored, under its hash
      after: after === null ? undefined : ((await objects.get(after)) as Wanted), // as above
    });
  }
  return steps;
}
