import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { tenantsOf } from './tenants-of.ts';

export const serviceOfNone: Rule = {
  code: 'tenant/service-of-none',
  severity: 'error',
  about: 'service',
  why: 'Where tenants share an environment, everything is compiled for one of them: what belongs to none is neither evaluated nor stored.',
  bad: [
    "const cart = service({ name: 'cart', owner: payments, tier: 1 });",
    "const bank = tenant({ name: 'bank', services: [checkout], limits: { metrics: { series: 500_000 } } });",
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants: [bank] });",
  ].join('\n'),
  good: [
    "const cart = service({ name: 'cart', owner: payments, tier: 1 });",
    "const bank = tenant({ name: 'bank', teams: [payments], limits: { metrics: { series: 500_000 } } });",
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants: [bank] });",
  ].join('\n'),
  *run({ derived: { estate } }) {
    for (const environment of estate.environments) {
      const tenants = tenantsOf(environment, estate);
      if (!environment.shared) continue;
      const taken = new Set(tenants.flatMap(({ services }) => services));
      for (const service of estate.services.filter((one) => !taken.has(one))) {
        const message = `${service.name} is of none of the tenants of ${environment.name}: ${tenants.map(({ name }) => name).join(', ')}.`;
        yield finding(serviceOfNone, service, message, { fix: `add it to the services, systems or teams of one of them` });
      }
    }
  },
};
