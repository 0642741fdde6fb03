import type { ServerKind } from '../model/environment.ts';
import type { Target } from '../model/target.ts';
import type { Plan } from '../plan/change.ts';
import { describeFailure, OutsideFailure } from './failure.ts';
import type { TargetIo } from './io.ts';
import type { Evidence } from './kind.ts';
import { openObservers } from './observers.ts';

export interface ServerEvidence extends Evidence {
  readonly server: ServerKind;
}

/** What the servers of a target say of what a plan made them hold. Changes nothing, and fails for nothing: what cannot be asked is a warning. */
export async function evidenceFor(target: Target, plan: Plan, io: TargetIo): Promise<readonly ServerEvidence[]> {
  const wanted = plan.changes.flatMap((one) => (one.action === 'delete' ? [] : [one.after]));
  const found: ServerEvidence[] = [];
  for (const [server, observer] of await openObservers(target, io)) {
    const mine = wanted.filter((one) => one.server === server);
    if (mine.length === 0) continue;
    const held = `${mine.length} ${mine.length === 1 ? 'thing is' : 'things are'} there as planned: read back and compared`;
    const { proved, warnings } = (await asked(async () => observer.evidence?.(mine))) ?? { proved: [], warnings: [] };
    found.push({ server, proved: [held, ...proved], warnings });
  }
  return found;
}

async function asked(work: () => Promise<Evidence | undefined>): Promise<Evidence | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OutsideFailure)) throw error;
    return { proved: [], warnings: [`not everything could be asked: ${describeFailure(error)}`] };
  }
}
