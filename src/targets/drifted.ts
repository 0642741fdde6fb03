import type { Artifact } from '../artifacts/kind.ts';
import type { Target } from '../model/target.ts';
import { keyOf } from '../plan/observation.ts';
import type { Drifted } from '../plan/suggest/suggestion.ts';
import type { TargetIo } from './io.ts';
import { observeTarget } from './observe.ts';
import { wantedBy } from './wanted-by.ts';

/** What of ours the servers of a target hold otherwise than the artifacts say, with both forms. Throws `OutsideFailure`. */
export async function driftedOf(target: Target, artifacts: readonly Artifact[], io: TargetIo): Promise<readonly Drifted[]> {
  const { found } = await observeTarget(target, artifacts, io);
  const there = new Map(found.map((one) => [keyOf(one), one]));
  return wantedBy(target, artifacts).wanted.flatMap((wanted) => {
    const now = there.get(keyOf(wanted));
    const same = !now || (now.state === wanted.state && now.place === wanted.place);
    return same || now.owner === 'foreign' ? [] : [{ wanted, now }];
  });
}
