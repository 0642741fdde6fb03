import { compare, ONE, printDecimal } from '../../../kernel/decimal.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const firesWhileCompliant: Rule = {
  code: 'slo/fires-while-compliant',
  severity: 'error',
  about: 'slo',
  why: 'Below factor 1 the budget lasts longer than the window: the alert complains about a service that keeps its objective, and teaches people to ignore it.',
  bad: [
    "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    "const alerts = [tier({ severity: 'warning', spend: '5%', within: '3d' })]; // burns at 5% × 30d / 3d = 0.5",
    "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli, alerts });",
  ].join('\n'),
  good: [
    "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    "const alerts = [tier({ severity: 'warning', spend: '10%', within: '3d' })]; // 10% × 30d / 3d = 1",
    "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli, alerts });",
  ].join('\n'),
  *run({ derived }) {
    for (const slo of derived.estate.slos) {
      for (const tier of slo.tiers) {
        if (compare(tier.factor, ONE) >= 0) continue;
        const message = `${tier.name} of ${slo.name} fires at a burn rate of ${printDecimal(tier.factor)}, which keeps the objective.`;
        yield finding(firesWhileCompliant, slo, message, {
          fix: 'spend more, or within less: spend × window / within must be 1 or more',
        });
      }
    }
  },
};
