import type { Address } from '../kernel/address.ts';
import type { ServerKind } from '../model/environment.ts';
import type { Wanted } from './observation.ts';
import type { Difference } from './structural-diff.ts';

export type Action = 'create' | 'update' | 'move' | 'delete' | 'keep' | 'refuse';

/**
 * What a change can cost besides its purpose. `alerting`: something stops being watched or told. `data`: what the server keeps
 * with the object (a dashboard's history) is lost. `restart`: the server reads it only when it is started again.
 */
export type Hazard = 'none' | 'alerting' | 'data' | 'restart';

/** What stood there when the plan was made, without its text: that may hold what others wrote. */
export interface Before {
  readonly revision: string;
  readonly place: string;
  readonly drifted: boolean;
}

/** The two forms of one thing in words: by identity, and as lines. Secrets are masked. */
export interface Diff {
  readonly differences: readonly Difference[];
  readonly lines: readonly string[];
  /** Lines that were left out. */
  readonly more: number;
}

interface About {
  readonly id: string;
  readonly server: ServerKind;
  readonly kind: string;
  readonly hazard: Hazard;
  /** The definitions that ask for it; empty where nothing asks for it any more. */
  readonly because: readonly Address[];
}

export type Change = About &
  (
    | { readonly action: 'create'; readonly after: Wanted }
    | { readonly action: 'update'; readonly before: Before; readonly after: Wanted; readonly diff: Diff }
    | { readonly action: 'move'; readonly before: Before; readonly after: Wanted; readonly diff: Diff }
    | { readonly action: 'delete'; readonly before: Before }
    | { readonly action: 'keep'; readonly before: Before; readonly after: Wanted }
    | { readonly action: 'refuse'; readonly before: Before; readonly after: Wanted; readonly reason: string }
  );

export interface Plan {
  readonly target: string;
  readonly environment: string;
  /** In the order they are made. */
  readonly changes: readonly Change[];
  /** Of what was observed: apply stops when it sees anything else. */
  readonly fingerprint: string;
  /** Artifacts this target has no way to carry, with the reason. */
  readonly left: readonly { readonly path: string; readonly reason: string }[];
}

/** Whether applying it would do anything. */
export function hasChanges(plan: Plan): boolean {
  return plan.changes.some((one) => one.action !== 'keep' && one.action !== 'refuse');
}

/** How often each action occurs. */
export function countActions(plan: Plan): Readonly<Record<Action, number>> {
  const counts = { create: 0, update: 0, move: 0, delete: 0, keep: 0, refuse: 0 };
  for (const change of plan.changes) counts[change.action] += 1;
  return counts;
}
