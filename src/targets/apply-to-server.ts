import type { ServerKind } from '../model/environment.ts';
import type { Change } from '../plan/change.ts';
import { keyOf, type Observed, type Wanted } from '../plan/observation.ts';
import { OutsideFailure } from './failure.ts';
import type { TargetIo } from './io.ts';
import type { Session, Undo } from './kind.ts';
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

/** What was done, to be undone from the end. */
interface Step {
  readonly change: Change | undefined;
  readonly undo: Undo;
}

/** All changes of one server, proved; or its old state. */
export async function applyToServer(work: ServerWork): Promise<ServerOutcome> {
  const steps: Step[] = [];
  const mismatches: string[] = [];
  try {
    await makeChanges(work, steps);
    await work.session.load(work.changes);
    report(work, 'loaded', steps);
    mismatches.push(...(await work.session.verify(work.wanted)));
    if (mismatches.length > 0) throw unverified(work.server, mismatches);
    await work.session.finish(work.wanted);
    report(work, 'verified', steps);
    return { applied: madeOf(steps), restored: [], unrestored: [], skipped: [], failure: undefined, mismatches };
  } catch (error) {
    if (!(error instanceof OutsideFailure)) throw error;
    return { ...(await putBack(work, steps, error)), failure: error, mismatches };
  }
}

async function makeChanges(work: ServerWork, steps: Step[]): Promise<void> {
  steps.push({ change: undefined, undo: await work.session.begin(work.changes) });
  for (const change of work.changes) {
    if (work.io.signal?.aborted) throw new OutsideFailure('interrupted', { kind: 'refused' });
    steps.push({ change, undo: await work.session.apply(change, work.before.get(keyOf(change))) });
    report(work, 'applied', steps, change);
  }
}

/** The old state, and the server reading it. What cannot be put back is said, not hidden. */
async function putBack(work: ServerWork, steps: readonly Step[], failure: OutsideFailure) {
  const restored: Change[] = [];
  const unrestored: Change[] = [];
  for (const { change, undo } of steps.toReversed()) {
    const back = await succeeds(undo);
    if (change) (back ? restored : unrestored).push(change);
  }
  const made = madeOf(steps);
  const skipped = work.changes.filter((one) => !made.includes(one));
  // a server that never heard of the changes need not read the old state; one that does not read it is not restored
  if (made.length > 0 && !failure.undelivered && !(await succeeds(() => work.session.load([])))) {
    return { applied: [], restored: [], unrestored: made, skipped };
  }
  report(work, 'restored', steps);
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

function madeOf(steps: readonly Step[]): Change[] {
  return steps.flatMap(({ change }) => (change ? [change] : []));
}

function report(work: ServerWork, step: Progress['step'], steps: readonly Step[], change?: Change): void {
  const { server, changes } = work;
  work.onProgress({ server, step, done: madeOf(steps).length, total: changes.length, ...(change ? { change } : {}) });
}
