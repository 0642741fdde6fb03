import { groupsFor } from '../../../derive/shards/groups.ts';
import { homesOf, limitsFor, type RulerLimits } from '../../../derive/shards/limits.ts';
import type { RuleGroup } from '../../../model/alert.ts';
import type { Derived } from '../../../model/derived.ts';
import type { Environment } from '../../../model/environment.ts';

/** The ruler of a Mimir that gets the rules of an environment. */
export interface Ruler {
  readonly environment: Environment;
  readonly limits: RulerLimits;
  readonly split: (group: RuleGroup) => readonly RuleGroup[];
}

export function rulersOf(derived: Derived): readonly Ruler[] {
  return derived.estate.environments.flatMap((environment) =>
    homesOf(environment).flatMap((home) => {
      const limits = limitsFor(home, environment, derived.estate.targets);
      return limits ? [{ environment, limits, split: groupsFor(home, derived, environment) }] : [];
    }),
  );
}

export function tenantOf({ tenant }: Ruler['limits']): string {
  return tenant === undefined ? 'the Mimir' : `the tenant ${tenant}`;
}
