import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { tenantsOf } from './tenants-of.ts';

export const withoutServices: Rule = {
  code: 'tenant/without-services',
  severity: 'warning',
  about: 'environment',
  why: 'A tenant has the rules, routes and boards of its services: of one without services nothing is watched, and its folder looks as if it were.',
  bad: [
    "const bakery = system({ name: 'bakery', owner: payments }); // its services are not exported",
    "const bread = tenant({ name: 'bread', systems: [bakery], limits: { metrics: { series: 500_000 } } });",
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants: [bread] });",
  ].join('\n'),
  good: [
    "const bakery = system({ name: 'bakery', owner: payments });",
    "const oven = service({ name: 'oven', system: bakery });",
    "const bread = tenant({ name: 'bread', systems: [bakery, shop], limits: { metrics: { series: 500_000 } } });",
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants: [bread] });",
  ].join('\n'),
  *run({ derived: { estate } }) {
    const listed = new Set(estate.environments.flatMap((environment) => tenantsOf(environment, estate)));
    for (const tenant of listed) {
      if (tenant.services.length > 0) continue;
      const message = `The tenant ${tenant.name} has no service of the estate, so nothing of it is watched.`;
      const fix = 'export its services, or the system they are in, from definitions/index.ts; or write services: […]';
      yield finding(withoutServices, tenant, message, { fix });
    }
  },
};
