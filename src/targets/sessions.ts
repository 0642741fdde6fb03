import type { ServerKind } from '../model/environment.ts';
import type { Target } from '../model/target.ts';
import type { TargetIo } from './io.ts';
import type { Session } from './kind.ts';
import { writingKindFor } from './kinds.ts';
import { scopeOf, waysBy } from './ways.ts';

/** The only door to what changes servers: nothing that plans, compares or verifies imports it, which a test holds. */
export async function openSessions(target: Target, io: TargetIo): Promise<Map<ServerKind, Session>> {
  const scope = scopeOf(target);
  const sessions = new Map<ServerKind, Session>();
  for (const { server, reach, kind } of waysBy(target, writingKindFor)) sessions.set(server, await kind.open(reach, scope, io));
  return sessions;
}
