import { thresholdOf } from '../../../derive/slo/tier-numbers.ts';
import { compare, ONE, printPercent } from '../../../kernel/decimal.ts';
import { printDuration } from '../../../kernel/duration.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const tierCannotFire: Rule = {
  code: 'slo/tier-cannot-fire',
  severity: 'error',
  about: 'slo',
  why: 'A tier fires above factor × budget bad events. Where that is all of them or more, even a full outage stays below it.',
  bad: [
    "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    'const alerts = [',
    "  tier({ severity: 'critical', spend: '2%', within: '1h' }),",
    "  tier({ severity: 'warning', spend: '10%', within: '3d' }),",
    '];',
    "slo({ service: checkout, name: 'availability', objective: '90%', window: '30d', sli, alerts });",
  ].join('\n'),
  good: [
    "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    'const alerts = [',
    "  tier({ severity: 'critical', spend: '5%', within: '6h' }),",
    "  tier({ severity: 'warning', spend: '10%', within: '3d' }),",
    '];',
    "slo({ service: checkout, name: 'availability', objective: '90%', window: '30d', sli, alerts });",
  ].join('\n'),
  *run({ derived }) {
    for (const slo of derived.estate.slos) {
      for (const tier of slo.tiers) {
        const threshold = thresholdOf(slo, tier);
        if (compare(threshold, ONE) < 0) continue;
        const message = `${tier.name} of ${slo.name} needs more than ${printPercent(threshold)} bad events: it can never fire.`;
        yield finding(tierCannotFire, slo, message, {
          fix: `spend less or over longer than ${printDuration(tier.longMs)}, or choose an objective above ${slo.objectiveText}`,
        });
      }
    }
  },
};
