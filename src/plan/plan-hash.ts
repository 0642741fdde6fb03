import { canonicalJson } from '../kernel/canonical.ts';
import type { Change, Plan } from './change.ts';
import { textHash } from './observation.ts';

/** Two plans have the same hash when they do the same to the same world: what is printed at a review, and again at its deployment. */
export function planHash({ target, environment, fingerprint, changes }: Plan): string {
  return textHash(canonicalJson([target, environment, fingerprint, changes.map(doneBy)]));
}

/** As much of a plan's hash as people compare. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}

function doneBy(change: Change): unknown {
  const { action, server, id } = change;
  return [action, server, id, 'after' in change ? [change.after.state, change.after.place, change.after.body] : null];
}
