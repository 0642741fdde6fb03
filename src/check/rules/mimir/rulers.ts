import { groupsFor } from '../../../derive/shards/groups.ts';
import { homesOf, limitsFor, type RulerLimits } from '../../../derive/shards/limits.ts';
import type { RuleGroup } from '../../../model/alert.ts';
import { type Derived, partsOf } from '../../../model/derived.ts';
import type { Environment } from '../../../model/environment.ts';

/** The ruler of a Mimir that gets the rules of an environment, or of a tenant's share of it. */
export interface Ruler {
  readonly environment: Environment;
  readonly limits: RulerLimits;
  /** What it gets, before it is split. */
  readonly groups: readonly RuleGroup[];
  readonly split: (group: RuleGroup) => readonly RuleGroup[];
}

export function rulersOf(derived: Derived): readonly Ruler[] {
  return partsOf(derived).flatMap((part) => part.estate.environments.flatMap((environment) => rulersIn(part, environment)));
}

/** What tenants share evaluates nothing: each has a ruler of its own. */
function rulersIn(derived: Derived, environment: Environment): readonly Ruler[] {
  if (environment.shared) return [];
  const groups = derived.groups.filter(({ engine }) => engine === 'prometheus');
  return homesOf(environment).flatMap((home) => {
    const limits = limitsFor(home, environment, derived.estate.targets);
    return limits ? [{ environment, limits, groups, split: groupsFor(home, derived, environment) }] : [];
  });
}

export function tenantOf({ tenant }: Ruler['limits']): string {
  return tenant === undefined ? 'the Mimir' : `the tenant ${tenant}`;
}
