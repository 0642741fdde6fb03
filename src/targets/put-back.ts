import type { Observed } from '../plan/observation.ts';
import { OutsideFailure } from './failure.ts';

/** One thing on a server that takes each change at once. */
export interface Thing {
  look(): Promise<Observed | undefined>;
  /** Makes it what it was; `there` is what stands there now, of any form. */
  write(before: Observed, there: Observed | undefined): Promise<void>;
  remove(there: Observed): Promise<void>;
  /** Whether what stands there looks like `before` and was put back by halves. Left out: one request puts it back. */
  isHalf?(before: Observed, there: Observed): boolean;
}

/** Puts a thing back after a change that was made, half made or not made at all. */
export async function putBack(id: string, before: Observed | undefined, thing: Thing): Promise<void> {
  const there = await thing.look();
  if (there?.owner === 'foreign') throw movedAt(id);
  if (before === undefined) return there && thing.remove(there);
  const same = there?.state === before.state && there.place === before.place;
  if (!same || thing.isHalf?.(before, there)) await thing.write(before, there);
}

/** Right before a change to a server that takes no condition with it: what stands there is what was planned for. */
export function mustBe(planned: Observed | undefined, there: Observed | undefined, id: string): void {
  if (planned?.revision !== there?.revision) throw movedAt(id);
}

function movedAt(id: string): OutsideFailure {
  return new OutsideFailure(`${id} was changed by somebody else`, { kind: 'moved' });
}
