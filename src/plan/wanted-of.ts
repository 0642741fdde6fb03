import type { Change } from './change.ts';
import type { Wanted } from './observation.ts';

/** What the servers hold once the changes are made. */
export function wantedOf(changes: readonly Change[]): Wanted[] {
  return changes.flatMap((one) => (one.action === 'delete' ? [] : [one.after]));
}
