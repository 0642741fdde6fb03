import type { Receiver } from '../../../model/routing.ts';
import { finding } from '../../finding.ts';
import { reachableRoutes } from '../../routing/reach.ts';
import { distinctAlerts } from '../../routing/signature.ts';
import type { Rule } from '../../rule.ts';

export const deadReceiver: Rule = {
  code: 'route/dead-receiver',
  severity: 'info',
  about: 'route',
  why: 'A channel no alert leads to is either ready for later or a sign that severities are not used as the team believes.',
  bad: 'promql`rate(${errors}[5m]) > 1`; // a warning; nothing reaches payments/page',
  good: [
    'promql`rate(${errors}[5m]) > 1`;',
    'alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'critical', summary: 'Checkouts fail.',",
    '  when: promql`rate(${errors}[5m]) > 10`,',
    '});',
  ].join('\n'),
  *run(input) {
    const { route: root, estate } = input.derived;
    const alerts = root ? distinctAlerts(root, input.alerts) : [];
    if (!root || alerts.length === 0) return;
    const used = new Set<Receiver>(alerts.flatMap((labels) => reachableRoutes(root, labels)).map(({ receiver }) => receiver));
    for (const { name, page, ticket, info } of estate.teams) {
      for (const receiver of [page, ticket, info]) {
        if (!receiver || used.has(receiver) || receiver === root.receiver) continue;
        yield finding(deadReceiver, receiver, `No alert reaches ${receiver.name} of ${name}.`, {
          fix: 'nothing to do if it is there for later; otherwise check the severities of the alerts',
        });
      }
    }
  },
};
