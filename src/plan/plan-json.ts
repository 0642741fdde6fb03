import { type Change, countActions, hasChanges, type Plan } from './change.ts';
import { hazardsOf } from './hazards-of.ts';
import { planHash } from './plan-hash.ts';

/** The shape of `signalbox plan --json`; fields are added, never changed, within a version. */
export const PLAN_JSON_VERSION = 1;

export interface PlanJson {
  readonly version: typeof PLAN_JSON_VERSION;
  readonly target: string;
  readonly environment: string;
  readonly hash: string;
  readonly fingerprint: string;
  readonly changed: boolean;
  readonly counts: Readonly<Record<Change['action'], number>>;
  readonly changes: readonly object[];
  readonly left: Plan['left'];
}

/** The plan for programs: what happens to what and why, without the texts. */
export function planToJson(plan: Plan): PlanJson {
  const { target, environment, fingerprint, left } = plan;
  return {
    version: PLAN_JSON_VERSION,
    target,
    environment,
    hash: planHash(plan),
    fingerprint,
    changed: hasChanges(plan),
    counts: countActions(plan),
    changes: plan.changes.map(changeToJson),
    left,
  };
}

function changeToJson(change: Change): object {
  const { action, server, kind, id, hazard, because } = change;
  return {
    action,
    server,
    kind,
    id,
    hazard,
    hazards: hazardsOf(change),
    because,
    ...('before' in change ? { drifted: change.before.drifted } : {}),
    ...(change.action === 'move' ? { from: change.before.place, to: change.after.place } : {}),
    ...('diff' in change ? { diff: change.diff } : {}),
    ...('reason' in change ? { reason: change.reason } : {}),
  };
}
