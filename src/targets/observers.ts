import type { ServerKind } from '../model/environment.ts';
import type { Target } from '../model/target.ts';
import type { TargetIo } from './io.ts';
import type { Observer } from './kind.ts';
import { scopeOf, waysOf } from './ways.ts';

/** The servers of a target, to be looked at. */
export async function openObservers(target: Target, io: TargetIo): Promise<Map<ServerKind, Observer>> {
  const scope = scopeOf(target);
  const observers = new Map<ServerKind, Observer>();
  for (const { server, reach, kind } of waysOf(target)) observers.set(server, await kind.look(reach, scope, io));
  return observers;
}
