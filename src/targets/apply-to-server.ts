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

export interface ServerOutcome {
  readonly applied: readonly Change[];
  readonly restored: readonly Change[];
  readonly unrestored: readonly Change[];
  readonly skipped: readonly Change[];
  readonly failure: OutsideFailure | undefined;
  readonly mismatches: readonly string[];
}

/** All changes of one server, proved; or its old state. */
export async function applyToServer(work: ServerWork): Promise<ServerOutcome> {
  const { session, changes, wanted } = work;
  const begun: Change[] = [];
  const mismatches: string[] = [];
  const ledger = await session.ledger?.read();
  try {
    await session.rehearse?.(changes);
    await session.ledger?.claim(changes);
    await makeChanges(work, begun);
    await session.load(changes);
    report(work, 'loaded', begun.length);
    mismatches.push(...(await session.verify(wanted)));
    if (mismatches.length > 0) throw unverified(work.server, mismatches);
    await session.ledger?.settle(wanted);
    report(work, 'verified', begun.length);
    return { applied: begun, restored: [], unrestored: [], skipped: [], failure: undefined, mismatches };
  } catch (error) {
    if (!(error instanceof OutsideFailure)) throw error;
    return { ...(await putBack(work, begun, ledger, error)), failure: error, mismatches };
  }
}

/** `begun` gets each change that may have been made: of one that failed nobody knows, unless the server said no. */
async function makeChanges(work: ServerWork, begun: Change[]): Promise<void> {
  for (const change of work.changes) {
    if (work.io.signal?.aborted) throw new OutsideFailure('interrupted', { kind: 'refused' });
    begun.push(change);
    try {
      await work.session.apply(change, work.before.get(keyOf(change)));
    } catch (error) {
      if (error instanceof OutsideFailure && isUntouched(error)) begun.pop();
      throw error;
    }
    report(work, 'applied', begun.length, change);
  }
}

/** The old state, and the server reading it. What cannot be put back is said, not hidden. */
async function putBack(work: ServerWork, begun: readonly Change[], ledger: unknown, failure: OutsideFailure) {
  const { session, before } = work;
  const restored: Change[] = [];
  const unrestored: Change[] = [];
  for (const change of begun.toReversed()) {
    const after = 'after' in change ? change.after : undefined;
    const back = await succeeds(() => session.restore(change.id, before.get(keyOf(change)), after));
    (back ? restored : unrestored).push(change);
  }
  if (unrestored.length === 0) await succeeds(async () => session.ledger?.restore(ledger));
  const skipped = work.changes.filter((one) => !begun.includes(one));
  // a server that never heard of the changes need not read the old state; one that does not read it is not restored
  if (begun.length > 0 && !failure.undelivered && !(await succeeds(() => session.load([])))) {
    return { applied: [], restored: [], unrestored: begun, skipped };
  }
  report(work, 'restored', begun.length);
  return { applied: [], restored, unrestored, skipped };
}

async function succeeds(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof OutsideFailure) return false;
    throw error;
  }
}

function unverified(server: ServerKind, mismatches: readonly string[]): OutsideFailure {
  return new OutsideFailure(`${server} does not hold what was applied`, { kind: 'unverified', detail: mismatches.join('; ') });
}

function report({ server, changes, onProgress }: ServerWork, step: Progress['step'], done: number, change?: Change): void {
  onProgress({ server, step, done, total: changes.length, ...(change ? { change } : {}) });
}
