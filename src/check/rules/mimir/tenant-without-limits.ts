import type { Derived } from '../../../model/derived.ts';
import type { Environment } from '../../../model/environment.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const tenantWithoutLimits: Rule = {
  code: 'mimir/tenant-without-limits',
  severity: 'warning',
  about: 'environment',
  why: 'In a Mimir that several share, a tenant without limits has those of everybody: it may take the memory the others were promised, or be refused what it needs.',
  bad: "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0', tenant: 'shop', limits: { office: { series: 100_000 } } }) });",
  good: [
    'const limits = { office: { series: 100_000 }, shop: { series: 500_000 } };',
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0', tenant: 'shop', limits }) });",
  ].join('\n'),
  *run({ derived }) {
    for (const environment of derived.estate.environments) {
      const { mimir } = environment.servers;
      if (!mimir || mimir.limits.size === 0) continue;
      for (const tenant of tenantsOf(environment, derived)) {
        if (mimir.limits.has(tenant)) continue;
        const message = `The tenant ${tenant} of ${environment.name} shares its Mimir with ${[...mimir.limits.keys()].join(', ')}, and has no limits.`;
        yield finding(tenantWithoutLimits, environment, message, {
          fix: `write limits: { …, ${JSON.stringify(tenant)}: { series: 500_000 } }`,
        });
      }
    }
  },
};

/** Who writes there, and who has rules or routes there. */
function tenantsOf(environment: Environment, { estate }: Derived): ReadonlySet<string> {
  const reached = estate.targets
    .filter((target) => target.environment === environment)
    .flatMap(({ reach }) => Object.values(reach).flatMap((way) => (way.by === 'mimir' ? [way.tenant] : [])));
  const all = [environment.servers.mimir?.tenant, ...reached];
  return new Set(all.flatMap((tenant) => (tenant === undefined ? [] : [tenant])));
}
