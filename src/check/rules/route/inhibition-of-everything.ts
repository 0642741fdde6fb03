import { addressOf, ESTATE } from '../../../kernel/address.ts';
import { finding } from '../../finding.ts';
import { meets } from '../../routing/alert-labels.ts';
import type { Rule } from '../../rule.ts';

export const inhibitionOfEverything: Rule = {
  code: 'inhibition/everything',
  severity: 'error',
  about: 'route',
  why: 'A side without conditions takes every alert. Any of them then silences what agrees in `equal`, and a page is lost behind a notice.',
  bad: [
    'promql`rate(${errors}[5m]) > 1`;',
    'alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'critical', summary: 'Checkouts fail.',",
    '  when: promql`rate(${errors}[5m]) > 10`,',
    '});',
    "inhibit({ while: { labels: { severity: /.*/ } }, silence: { severity: 'warning' }, equal: ['service'] });",
  ].join('\n'),
  good: [
    'promql`rate(${errors}[5m]) > 1`;',
    'alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'critical', summary: 'Checkouts fail.',",
    '  when: promql`rate(${errors}[5m]) > 10`,',
    '});',
    "inhibit({ while: { severity: 'critical' }, silence: { severity: 'warning' }, equal: ['service'] });",
  ].join('\n'),
  *run({ alerts, derived }) {
    if (alerts.length < 2) return;
    for (const { origin, source, target } of derived.inhibitions) {
      if (!origin) continue;
      const sides = [
        ['while', source],
        ['silence', target],
      ] as const;
      for (const [side, matchers] of sides) {
        if (alerts.some((labels) => meets(matchers, labels) !== 'always')) continue;
        const about = { address: addressOf(ESTATE, 'routing', 'routing'), origin };
        yield finding(inhibitionOfEverything, about, `\`${side}\` takes every alert there is.`, {
          fix:
            side === 'while'
              ? 'name the cause in it: while: { alert: databaseDown }'
              : 'name what is a consequence: silence: { service: checkout }',
        });
      }
    }
  },
};
