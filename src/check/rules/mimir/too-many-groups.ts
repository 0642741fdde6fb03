import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { rulersOf, tenantOf } from './rulers.ts';

export const tooManyGroups: Rule = {
  code: 'mimir/too-many-groups',
  severity: 'error',
  about: 'environment',
  why: 'Mimir refuses the group after the last one a tenant may have, in the middle of a deployment: which rules were missing would be chance.',
  bad: [
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0', tenant: 'shop', limits: { shop: { ruleGroups: 1 } } }) });",
    "const orders = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    "slo({ service: checkout, name: 'orders', objective: '99.9%', window: '30d', sli: orders });",
  ].join('\n'),
  good: [
    "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0', tenant: 'shop', limits: { shop: { ruleGroups: 100 } } }) });",
    "const orders = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    "slo({ service: checkout, name: 'orders', objective: '99.9%', window: '30d', sli: orders });",
  ].join('\n'),
  *run({ derived }) {
    for (const { environment, groups, limits, split } of rulersOf(derived)) {
      const count = groups.reduce((sum, group) => sum + split(group).length, 0);
      if (count <= limits.groups) continue;
      const message = `${environment.name} has ${count} rule groups, and ${tenantOf(limits)} may have ${limits.groups}.`;
      yield finding(tooManyGroups, environment, message, {
        fix: `give it ruleGroups: ${count} or more, or fewer and larger groups with rulesPerGroup`,
      });
    }
  },
};
