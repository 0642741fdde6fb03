import { addressOf, ESTATE } from '../../../kernel/address.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const none: Rule = {
  code: 'route/none',
  severity: 'error',
  about: 'route',
  why: 'Alerts that fire without a route tree are seen by whoever happens to look at Prometheus: nobody.',
  bad: [
    "import { alert, promql } from 'signalbox';",
    "import { checkout, errors } from './shop.ts';",
    "export { production } from './shop.ts';",
    'export const fails = alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'warning', summary: 'Checkouts fail.',",
    '  when: promql`rate(${errors}[5m]) > 1`,',
    '});',
  ].join('\n'),
  good: [
    "import { alert, promql } from 'signalbox';",
    "import { checkout, errors } from './shop.ts';",
    "export { production, routes } from './shop.ts';",
    'export const fails = alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'warning', summary: 'Checkouts fail.',",
    '  when: promql`rate(${errors}[5m]) > 1`,',
    '});',
  ].join('\n'),
  *run({ derived }) {
    const { alerts, route, estate } = derived;
    const [first] = alerts;
    if (route || !first || estate.environments.length === 0) return;
    const about = { address: addressOf(ESTATE, 'routing', 'routing'), origin: first.origin };
    yield finding(none, about, `There are ${alerts.length} alerts and no routing, so nobody is told.`, {
      fix: 'export routing({ fallback: team.ticket }); the rest follows from owners and severities',
    });
  },
};
