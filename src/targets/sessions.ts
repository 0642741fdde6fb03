import type { ServerKind } from '../model/environment.ts';
import type { Reach, Target } from '../model/target.ts';
import { OutsideFailure } from './failure.ts';
import type { TargetIo } from './io.ts';
import type { Scope, Session, TargetKind } from './kind.ts';
import { targetKindFor } from './kinds.ts';

/** One server of a target, and the way to it. */
export interface Way {
  readonly server: ServerKind;
  readonly reach: Reach;
  readonly kind: TargetKind;
}

/** The servers of a target. A way nobody can go is a mistake in the target. */
export function waysOf(target: Target): Way[] {
  const entries = Object.entries(target.reach) as [ServerKind, Reach | undefined][]; // keys of the declared record
  return entries.flatMap(([server, reach]) => {
    if (!reach) return [];
    const kind = targetKindFor(server, reach.by);
    if (kind) return [{ server, reach, kind }];
    throw new OutsideFailure(`target ${target.name}: ${server} cannot be reached by ${reach.by}`, { kind: 'misconfigured' });
  });
}

export async function openSessions(target: Target, io: TargetIo): Promise<Map<ServerKind, Session>> {
  const scope = scopeOf(target);
  const sessions = new Map<ServerKind, Session>();
  for (const { server, reach, kind } of waysOf(target)) sessions.set(server, await kind.open(reach, scope, io));
  return sessions;
}

export function scopeOf(target: Target): Scope {
  const { name, servers } = target.environment;
  return { target: target.name, environment: name, servers };
}
