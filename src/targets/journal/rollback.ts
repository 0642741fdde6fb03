import type { Target } from '../../model/target.ts';
import type { KindOrder } from '../../plan/apply-order.ts';
import type { Plan } from '../../plan/change.ts';
import type { Wanted } from '../../plan/observation.ts';
import { aFewAtATime } from '../a-few-at-a-time.ts';
import { OutsideFailure } from '../failure.ts';
import type { TargetIo } from '../io.ts';
import { planWanted } from '../observe.ts';
import { waysOf } from '../ways.ts';
import type { Journal } from './journal.ts';
import type { Deployment } from './record.ts';

/** `1`, `2`, …: so many before the newest. */
const STEPS = /^\d{1,3}$/;

/** Which of the deployments that were proved is meant: by its id, by the beginning of it, or by how many to go back. */
export function deploymentToGoTo(all: readonly Deployment[], to: string): Deployment {
  const proved = all.filter(({ result }) => result?.status === 'done').toReversed();
  const found = STEPS.test(to)
    ? proved.slice(Number(to), Number(to) + 1)
    : proved.filter(({ record }) => to !== '' && record.id.startsWith(to));
  const [only, ...more] = found;
  if (only && more.length === 0) return only;
  const problem = only
    ? `${to} is the beginning of several deployments`
    : `there is no proved deployment ${to || "''"} to go back to`;
  throw new OutsideFailure(problem, { kind: 'misconfigured', detail: 'rollback --list shows them' });
}

/** What to do so that the target holds what it held after a deployment. Throws `OutsideFailure`. */
export async function planRollback(
  target: Target,
  { record }: Deployment,
  journal: Journal,
  kinds: readonly KindOrder[],
  io: TargetIo,
): Promise<Plan> {
  const ways = new Set(waysOf(target).map((way) => way.server));
  const gone = record.holds.find((one) => !ways.has(one.server));
  if (gone) {
    const detail = `${record.id} put something there`;
    throw new OutsideFailure(`the target no longer says how ${gone.server} is reached`, { kind: 'misconfigured', detail });
  }
  const wanted = await aFewAtATime(record.holds, async (one) => (await journal.objects.get(one.object)) as Wanted); // as it was stored
  return planWanted(target, wanted, kinds, io);
}

/** For programs; the shape is the same in every version of 1. */
export function deploymentsJson(all: readonly Deployment[]): readonly object[] {
  return all.toReversed().map(({ record, result }) => ({
    id: record.id,
    command: record.command,
    at: record.at,
    who: record.who,
    plan: record.plan,
    changes: record.changes.length,
    status: result?.status ?? null,
  }));
}
