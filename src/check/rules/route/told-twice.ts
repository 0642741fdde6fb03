import { peopleRoute } from '../../../derive/people-route.ts';
import type { Estate } from '../../../model/estate.ts';
import type { Route } from '../../../model/routing.ts';
import { finding } from '../../finding.ts';
import { staticRoutes } from '../../routing/signature.ts';
import { tellTogether, weekFrom } from '../../routing/week.ts';
import type { Rule } from '../../rule.ts';

export const toldTwice: Rule = {
  code: 'route/told-twice',
  severity: 'warning',
  about: 'route',
  why: 'Alertmanager groups and repeats for each node by itself. One alert at two nodes is two notifications, two repeats and, where both page, two people awake.',
  bad: [
    'const fails = alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'critical', summary: 'Checkouts fail.',",
    '  when: promql`rate(${errors}[5m]) > 10`,',
    '});',
    "route({ when: { service: checkout }, to: payments.page, continue: true }); // and then its owner's route, to the same page",
  ].join('\n'),
  good: [
    'const fails = alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'critical', summary: 'Checkouts fail.',",
    '  when: promql`rate(${errors}[5m]) > 10`,',
    '});',
    "route({ when: { service: checkout, severity: 'critical' }, to: payments.ticket, continue: true }); // a record of what pages",
  ].join('\n'),
  *run(input) {
    const { estate } = input.derived;
    const root = peopleRoute(input.derived);
    if (!root) return;
    const week = weekFrom(input.today);
    const told = new Set<string>();
    for (const { labels, reached } of staticRoutes(root, input.alerts)) {
      const pair = pairOf(reached, estate, week);
      if (!pair) continue;
      const [one, other] = pair;
      const key = `${one.because}\u0000${other.because}`; // one mistake, however many alerts take both
      if (told.has(key)) continue;
      told.add(key);
      const { alert } = labels;
      const same = one.receiver === other.receiver;
      const whom = same ? `${one.receiver.name} twice` : `${one.receiver.name} and ${other.receiver.name}, which are both pages`;
      yield finding(toldTwice, alert, `${alert.name} is told to ${whom}: as "${one.because}", and as "${other.because}".`, {
        fix: same
          ? 'take `continue: true` from the first, or narrow one of them'
          : 'page one of them, and write a ticket for the other',
        related: pair.flatMap(({ origin }) => (origin ? [{ at: alert.address, message: 'a route is here', origin }] : [])),
      });
    }
  },
};

/** Two nodes that tell the same receiver, or page two, at one time. */
function pairOf(reached: readonly Route[], { teams }: Estate, week: readonly Date[]): readonly [Route, Route] | undefined {
  const pages = (node: Route) => teams.some(({ page }) => page === node.receiver);
  for (const [index, one] of reached.entries()) {
    const other = reached
      .slice(index + 1)
      .find((later) => (one.receiver === later.receiver || (pages(one) && pages(later))) && tellTogether(one, later, week));
    if (other && one.receiver.integrations.length > 0) return [one, other];
  }
  return undefined;
}
