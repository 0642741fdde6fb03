import type { Environment, MimirServer } from '../../model/environment.ts';
import type { MimirReach, Target } from '../../model/target.ts';

/** Mimir's own. https://grafana.com/docs/mimir/latest/configure/configuration-parameters/#limits */
const RULES_PER_GROUP = 20;
const GROUPS = 70;

/** What a ruler takes of one tenant. */
export interface RulerLimits {
  readonly tenant: string | undefined;
  readonly rulesPerGroup: number;
  readonly groups: number;
}

/** Where the environment's rules are: whose files they are. */
export type RulesOf = 'prometheus' | 'mimir';

/** Who evaluates, and who only has them; none without a server for rules. */
export function homesOf({ servers: { mimir, prometheus } }: Environment): readonly RulesOf[] {
  const ofMimir = mimir && mimir.rules !== 'none';
  const ofPrometheus = prometheus && mimir?.rules !== 'evaluated';
  return [...(ofPrometheus ? (['prometheus'] as const) : []), ...(ofMimir ? (['mimir'] as const) : [])];
}

/** The limits the rules of a home have to keep; undefined where there are none. */
export function limitsFor(home: RulesOf, environment: Environment, targets: readonly Target[]): RulerLimits | undefined {
  const { mimir } = environment.servers;
  if (home === 'mimir') return mimir && limitsOfTenant(mimir, mimir.tenant);
  const reached = targets.flatMap(({ environment: of, reach }) =>
    of === environment && reach.prometheus?.by === 'mimir' ? [reachedLimits(reach.prometheus, mimir)] : [],
  );
  return reached.toSorted((a, b) => a.rulesPerGroup - b.rulesPerGroup || a.groups - b.groups)[0];
}

function reachedLimits({ limits, tenant }: MimirReach, mimir: MimirServer | undefined): RulerLimits {
  const known = mimir ? limitsOfTenant(mimir, tenant) : { tenant, rulesPerGroup: RULES_PER_GROUP, groups: GROUPS };
  return { ...known, rulesPerGroup: limits?.rulesPerGroup ?? known.rulesPerGroup, groups: limits?.ruleGroups ?? known.groups };
}

function limitsOfTenant({ defaults, limits }: MimirServer, tenant: string | undefined): RulerLimits {
  const own = tenant === undefined ? undefined : limits.get(tenant);
  return {
    tenant,
    rulesPerGroup: own?.rulesPerGroup ?? defaults.rulesPerGroup ?? RULES_PER_GROUP,
    groups: own?.ruleGroups ?? defaults.ruleGroups ?? GROUPS,
  };
}
