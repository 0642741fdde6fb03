import { keyOf } from '../../plan/observation.ts';
import { planHash } from '../../plan/plan-hash.ts';
import { wantedOf } from '../../plan/wanted-of.ts';
import type { Applying } from '../apply-servers.ts';
import type { NewRecord } from './journal.ts';
import type { Objects } from './objects.ts';
import type { DeploymentRecord } from './record.ts';

/** What a deployment is about to do and what stands there now, with its objects stored. */
export async function recordOf(
  { plan, changes, now, ledgers }: Omit<Applying, 'sessions' | 'io' | 'onProgress'>,
  command: DeploymentRecord['command'],
  objects: Objects,
): Promise<NewRecord> {
  const before = new Map(now.found.map((one) => [keyOf(one), one]));
  const wanted = wantedOf(plan.changes);
  const hashes = await hashesOf(wanted, objects);
  const old = changes.flatMap((one) => before.get(keyOf(one)) ?? []);
  const oldHashes = await hashesOf(old, objects);
  const servers = [...ledgers.keys()];
  const said = await objects.put(servers.map((server) => ledgers.get(server)));
  return {
    command,
    environment: plan.environment,
    plan: planHash(plan),
    changes: changes.map((one) => ({
      action: one.action,
      server: one.server,
      id: one.id,
      before: oldHashes.get(keyOf(one)) ?? null,
      after: one.action === 'delete' ? null : (hashes.get(keyOf(one)) ?? null),
    })),
    ledgers: Object.fromEntries(said.map((hash, at) => [servers[at], hash])),
    holds: wanted.map((one) => ({ server: one.server, id: one.id, object: hashes.get(keyOf(one)) ?? '' })),
  };
}

async function hashesOf(
  things: readonly { readonly server: string; readonly id: string }[],
  objects: Objects,
): Promise<ReadonlyMap<string, string>> {
  const hashes = await objects.put(things);
  return new Map(things.flatMap((one, at) => (hashes[at] === undefined ? [] : [[keyOf(one), hashes[at]] as const])));
}
