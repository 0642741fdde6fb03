import { createHash } from 'node:crypto';
import type { Address } from '../kernel/address.ts';
import { canonicalJson, sortedBy } from '../kernel/canonical.ts';
import type { ServerKind } from '../model/environment.ts';

/** One thing a server is to hold: a file, a rule group, a dashboard. */
export interface Wanted {
  /** Unique on its server, and stable: `rules/checkout.yaml`, `dashboard/checkout-overview`. */
  readonly id: string;
  readonly server: ServerKind;
  /** The artifact kind it comes from. */
  readonly kind: string;
  /** The definitions it comes from. */
  readonly from: readonly Address[];
  /** Canonical text without what a server adds or reorders: two things are equal when their states are. */
  readonly state: string;
  /** Where it stands, on servers that have places: the uid of a dashboard's folder. */
  readonly place: string;
  /** What is sent or written; plain data. */
  readonly body: unknown;
}

/** One thing a server holds now. Only what is ours, or stands where something is wanted, is ever looked at. */
export interface Observed {
  readonly id: string;
  readonly server: ServerKind;
  readonly kind: string;
  readonly owner: 'ours' | 'foreign';
  readonly state: string;
  readonly place: string;
  /** Changes whenever the thing does: a hash, or the server's own version. */
  readonly revision: string;
  /** Somebody else changed it since we wrote it. */
  readonly drifted: boolean;
  /** Holds what others put there, so it is never deleted: a folder with a foreign dashboard in it. */
  readonly shared: boolean;
  /** As the server gave it: plain data, to put it back. It may hold what others wrote, so it is never printed, and saved only where its owner alone can read it. */
  readonly body: unknown;
}

export interface Observation {
  readonly target: string;
  readonly environment: string;
  readonly found: readonly Observed[];
}

/**
 * Two observations have the same fingerprint when nothing that matters to the plan changed between them: what is ours alone, and
 * what stands where something is wanted. What others use as well is never deleted, so it matters only where it is wanted.
 */
export function fingerprintOf(observation: Observation, wanted: Iterable<Wanted>): string {
  const keys = new Set([...wanted].map(keyOf));
  const matters = observation.found.filter((one) => (one.owner === 'ours' && !one.shared) || keys.has(keyOf(one)));
  const seen = sortedBy(matters, keyOf).map(({ server, id, owner, revision }) => [server, id, owner, revision]);
  return textHash(canonicalJson([observation.target, observation.environment, seen]));
}

/** The key of a thing among all servers of a target. */
export function keyOf(thing: { readonly server: string; readonly id: string }): string {
  return `${thing.server}/${thing.id}`;
}

export function textHash(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
