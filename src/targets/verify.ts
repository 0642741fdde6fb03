import type { Artifact } from '../artifacts/kind.ts';
import type { ServerKind } from '../model/environment.ts';
import type { Target } from '../model/target.ts';
import type { TargetIo } from './io.ts';
import { openObservers } from './observers.ts';
import { wantedBy } from './wanted-by.ts';

export interface Mismatch {
  readonly server: ServerKind;
  /** One sentence. */
  readonly message: string;
}

/** What the servers of a target do not hold, or have not loaded, of the artifacts. Changes nothing. Throws `OutsideFailure`. */
export async function verifyTarget(target: Target, artifacts: readonly Artifact[], io: TargetIo): Promise<readonly Mismatch[]> {
  const { wanted } = wantedBy(target, artifacts);
  const mismatches: Mismatch[] = [];
  for (const [server, observer] of await openObservers(target, io)) {
    const messages = await observer.verify(wanted.filter((one) => one.server === server));
    mismatches.push(...messages.map((message) => ({ server, message })));
  }
  return mismatches;
}
