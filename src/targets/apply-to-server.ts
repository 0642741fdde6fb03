import type { ServerKind } from '../model/environment.ts';
import type { Change } from '../plan/change.ts';
import { keyOf, type Observed, type Wanted } from '../plan/observation.ts';
import { isUntouched, OutsideFailure } from './failure.ts';
import type { TargetIo } from './io.ts';
import type { Session } from './kind.ts';
import type { Progress } from './progress.ts';

export interface ServerWork {
  readonly server: ServerKind;
  readonly session: Session;
  readonly changes: readonly Change[];
  /** Everything the server is to hold afterwards. */
  readonly wanted: readonly Wanted[];
  readonly before: ReadonlyMap<string, Observed>;
  readonly io: TargetIo;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Makes all changes of one server; gives what it does not hold then, empty where everything is proved. `begun` gets each change that may
 * have been made, to be put back where this throws or something is missing.
 */
export async function applyToServer(work: ServerWork, begun: Change[]): Promise<readonly string[]> {
  const { session, changes, wanted } = work;
  await session.ledger?.claim(changes);
  for (const together of inRuns(changes, session.atOnce)) await makeTogether(work, together, begun);
  await session.load(changes);
  report(work, 'loaded', begun.length);
  const mismatches = await session.verify(wanted);
  if (mismatches.length > 0) return mismatches;
  await session.ledger?.settle(wanted);
  report(work, 'verified', begun.length);
  return [];
}

/** Changes next to each other that wait for nothing of each other: of one kind, as many as the server takes at a time. */
function inRuns(changes: readonly Change[], atOnce: Session['atOnce']): Change[][] {
  const runs: Change[][] = [];
  for (const change of changes) {
    const run = runs.at(-1);
    const first = run?.[0];
    const alike = first?.kind === change.kind && (first.action === 'delete') === (change.action === 'delete');
    if (run && alike && run.length < (atOnce?.(change) ?? 1)) run.push(change);
    else runs.push([change]);
  }
  return runs;
}

/** Waits for all of them, also when one fails: nothing may change while the old state is put back. */
async function makeTogether(work: ServerWork, together: readonly Change[], begun: Change[]): Promise<void> {
  if (work.io.signal?.aborted) throw new OutsideFailure('interrupted', { kind: 'refused' });
  const made = await Promise.allSettled(together.map((change) => makeChange(work, change, begun)));
  for (const one of made) if (one.status === 'rejected') throw one.reason;
}

/** Of a change that failed nobody knows whether it was made, unless the server said no. */
async function makeChange(work: ServerWork, change: Change, begun: Change[]): Promise<void> {
  begun.push(change);
  try {
    await work.session.apply(change, work.before.get(keyOf(change)));
  } catch (error) {
    if (error instanceof OutsideFailure && isUntouched(error)) begun.splice(begun.indexOf(change), 1);
    throw error;
  }
  report(work, 'applied', begun.length, change);
}

function report({ server, changes, onProgress }: ServerWork, step: Progress['step'], done: number, change?: Change): void {
  onProgress({ server, step, done, total: changes.length, ...(change ? { change } : {}) });
}
