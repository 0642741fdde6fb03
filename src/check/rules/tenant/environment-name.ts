import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const tenantEnvironmentName: Rule = {
  code: 'tenant/environment-name',
  severity: 'error',
  about: 'environment',
  why: 'What a tenant has of an environment stands in a folder named after both, and an environment of that name would be written into the same.',
  bad: [
    "const bank = tenant({ name: 'bank', services: [checkout], limits: { metrics: { series: 500_000 } } });",
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants: [bank] });",
    "const other = environment({ name: 'live-bank' });",
  ].join('\n'),
  good: [
    "const bank = tenant({ name: 'bank', services: [checkout], limits: { metrics: { series: 500_000 } } });",
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants: [bank] });",
    "const other = environment({ name: 'bank' });",
  ].join('\n'),
  *run({ derived }) {
    const seen = new Map(derived.estate.environments.map((one) => [one.name, one]));
    for (const environment of (derived.tenants ?? []).flatMap((one) => one.derived.estate.environments)) {
      const { name, share } = environment;
      const message = `${share?.of} of the tenant ${share?.tenant.name} is called ${name}, and so is another environment.`;
      const other = seen.get(name);
      const told = other?.share?.tenant.name === share?.tenant.name && other?.share?.of === share?.of; // two tenants of one name
      if (other && !told) yield finding(tenantEnvironmentName, environment, message, { fix: 'give one of them another name' });
      seen.set(name, environment);
    }
  },
};
