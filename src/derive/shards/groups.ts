import type { RuleGroup } from '../../model/alert.ts';
import type { Derived } from '../../model/derived.ts';
import type { Environment } from '../../model/environment.ts';
import { limitsFor, type RulesOf } from './limits.ts';
import { splitGroup } from './split.ts';

/** The groups of an environment's rules as their home takes them: split where a ruler has limits. */
export function groupsFor(
  home: RulesOf,
  { estate }: Derived,
  environment: Environment,
): (group: RuleGroup) => readonly RuleGroup[] {
  const limits = limitsFor(home, environment, estate.targets);
  return (group) => (limits && group.engine === 'prometheus' ? splitGroup(group, limits.rulesPerGroup) : [group]);
}
