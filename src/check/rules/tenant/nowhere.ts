import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const tenantNowhere: Rule = {
  code: 'tenant/nowhere',
  severity: 'warning',
  about: 'environment',
  why: 'A tenant is kept apart where an environment lists it: one that none lists changes nothing, and somebody thinks that it does.',
  bad: "const bank = tenant({ name: 'bank', services: [checkout] });",
  good: [
    "const bank = tenant({ name: 'bank', services: [checkout], limits: { metrics: { series: 500_000 } } });",
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants: [bank] });",
  ].join('\n'),
  *run({ derived: { estate } }) {
    const listed = new Set(estate.environments.flatMap(({ shared = [] }) => shared.map(({ name }) => name)));
    for (const tenant of estate.tenants.filter(({ name }) => !listed.has(name)))
      yield finding(tenantNowhere, tenant, `No environment has the tenant ${tenant.name}, so nothing keeps it apart.`, {
        fix: `write tenants: [${tenant.name}] in an environment`,
      });
  },
};
