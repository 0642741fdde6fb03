import { compare, ONE, printDecimal, type Rational } from '../../../kernel/decimal.ts';
import type { Slo } from '../../../model/slo.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const silentZone: Rule = {
  code: 'slo/silent-zone',
  severity: 'warning',
  about: 'slo',
  why: 'A steady burn slower than the slowest tier but faster than 1 misses the objective without a single alert.',
  bad: [
    "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    "const alerts = [tier({ severity: 'critical', spend: '2%', within: '1h' })]; // nothing below 14.4",
    "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli, alerts });",
  ].join('\n'),
  good: [
    "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
    'const alerts = [',
    "  tier({ severity: 'critical', spend: '2%', within: '1h' }),",
    "  tier({ severity: 'warning', spend: '10%', within: '3d' }),",
    '];',
    "slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli, alerts });",
  ].join('\n'),
  *run({ derived }) {
    for (const slo of derived.estate.slos) {
      const slowest = slowestFactor(slo);
      if (slowest && compare(slowest, ONE) <= 0) continue;
      const message = slowest
        ? `${slo.name} has no alert for a burn between 1 and ${printDecimal(slowest)}: it can miss its objective in silence.`
        : `${slo.name} has no tiers, so nothing tells before its budget is spent.`;
      yield finding(silentZone, slo, message, {
        fix: "add a slow tier of factor 1, for a window of 30d: tier({ severity: 'warning', spend: '10%', within: '3d' })",
      });
    }
  },
};

function slowestFactor({ tiers }: Slo): Rational | undefined {
  return tiers.map(({ factor }) => factor).sort(compare)[0];
}
