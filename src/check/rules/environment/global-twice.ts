import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const globalTwice: Rule = {
  code: 'environment/global-twice',
  severity: 'error',
  about: 'environment',
  why: 'Rules over all regions that are evaluated in two places alert twice, and record every series twice.',
  bad: [
    "const everywhere = environment({ name: 'everywhere', prometheus: prometheus({ version: '3.15' }), globalFor: [checkout] });",
    "const world = environment({ name: 'world', prometheus: prometheus({ version: '3.15' }), globalFor: [checkout] });",
  ].join('\n'),
  good: "const everywhere = environment({ name: 'everywhere', prometheus: prometheus({ version: '3.15' }), globalFor: [checkout] });",
  *run({ derived: { estate } }) {
    for (const [index, environment] of estate.environments.entries()) {
      const others = estate.environments.slice(0, index);
      for (const service of environment.globalFor) {
        const other = others.find(({ globalFor }) => globalFor.includes(service));
        if (!other) continue;
        const message = `Both ${other.name} and ${environment.name} evaluate the rules of ${service.name} over all regions.`;
        yield finding(globalTwice, environment, message, { fix: `name ${service.name} in globalFor of one of them` });
      }
    }
  },
};
