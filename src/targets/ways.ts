import type { ServerKind } from '../model/environment.ts';
import { externalLabels } from '../model/sharing.ts';
import type { Reach, Target } from '../model/target.ts';
import { OutsideFailure } from './failure.ts';
import type { LookingKind, Scope } from './kind.ts';
import { targetKindFor } from './kinds.ts';

/** One server of a target, and the way to it. `K` is what may be done there. */
export interface Way<K extends LookingKind = LookingKind> {
  readonly server: ServerKind;
  readonly reach: Reach;
  readonly kind: K;
}

/** The servers of a target. A way nobody can go is a mistake in the target. */
export function waysOf(target: Target): Way[] {
  return waysBy(target, targetKindFor);
}

export function waysBy<K extends LookingKind>(
  target: Target,
  find: (server: ServerKind, by: Reach['by']) => K | undefined,
): Way<K>[] {
  const entries = Object.entries(target.reach) as [ServerKind, Reach | undefined][]; // keys of the declared record
  return entries.flatMap(([server, reach]) => {
    if (!reach) return [];
    const kind = find(server, reach.by);
    if (kind) return [{ server, reach, kind }];
    throw new OutsideFailure(`target ${target.name}: ${server} cannot be reached by ${reach.by}`, { kind: 'misconfigured' });
  });
}

export function scopeOf(target: Target): Scope {
  const { name, servers } = target.environment;
  return { target: target.name, environment: name, servers, externalLabels: externalLabels(target.environment) };
}
