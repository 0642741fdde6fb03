import type { Artifact } from '../artifacts/kind.ts';
import type { ServerKind } from '../model/environment.ts';
import type { Target } from '../model/target.ts';
import type { KindOrder } from '../plan/apply-order.ts';
import type { Plan } from '../plan/change.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Observation, Observed, Wanted } from '../plan/observation.ts';
import type { TargetIo } from './io.ts';
import type { Observer } from './kind.ts';
import { openObservers } from './observers.ts';
import { wantedBy } from './wanted-by.ts';

/** What the servers of a target hold now: what is ours, and what stands where the artifacts are to stand. Throws `OutsideFailure`. */
export async function observeTarget(target: Target, artifacts: readonly Artifact[], io: TargetIo): Promise<Observation> {
  return observeIds(target, await openObservers(target, io), wantedBy(target, artifacts).wanted);
}

/** What to do so that the target holds exactly the artifacts. Throws `OutsideFailure`. */
export async function planTarget(
  target: Target,
  artifacts: readonly Artifact[],
  kinds: readonly KindOrder[],
  io: TargetIo,
): Promise<Plan> {
  const { wanted, left } = wantedBy(target, artifacts);
  return planWanted(target, wanted, kinds, io, left);
}

/** The same for things in the form the servers take. Throws `OutsideFailure`. */
export async function planWanted(
  target: Target,
  wanted: readonly Wanted[],
  kinds: readonly KindOrder[],
  io: TargetIo,
  left: Plan['left'] = [],
): Promise<Plan> {
  return makePlan(wanted, await observeIds(target, await openObservers(target, io), wanted), kinds, left);
}

/** What to do so that the target holds nothing of ours. The artifacts only say where to look. Throws `OutsideFailure`. */
export async function planDestruction(
  target: Target,
  artifacts: readonly Artifact[],
  kinds: readonly KindOrder[],
  io: TargetIo,
): Promise<Plan> {
  return makePlan([], await observeTarget(target, artifacts, io), kinds);
}

interface Located {
  readonly server: ServerKind;
  readonly id: string;
}

export async function observeIds(
  target: Target,
  observers: ReadonlyMap<ServerKind, Observer>,
  things: readonly Located[],
): Promise<Observation> {
  const found: Observed[] = [];
  for (const [server, observer] of observers) {
    const ids = things.filter((one) => one.server === server).map((one) => one.id);
    found.push(...(await observer.observe(ids)));
  }
  return { target: target.name, environment: target.environment.name, found };
}
