import { peopleRoute } from '../../../derive/people-route.ts';
import { printMoment } from '../../../kernel/moment.ts';
import type { Route } from '../../../model/routing.ts';
import { isPage } from '../../../model/severity.ts';
import { finding } from '../../finding.ts';
import { staticRoutes } from '../../routing/signature.ts';
import { quietMoment, weekFrom } from '../../routing/week.ts';
import type { Rule } from '../../rule.ts';

export const pageMuted: Rule = {
  code: 'route/page-muted',
  severity: 'error',
  about: 'route',
  why: 'Outside its interval a route mutes; the alert does not fall through to the next one. A page that comes at night is told to nobody, and in the morning it may be over.',
  bad: [
    "const hours = timeInterval({ name: 'hours', weekdays: 'monday:friday', times: '09:00-18:00', location: 'Europe/Berlin' });",
    'const fails = alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'critical', summary: 'Checkouts fail.',",
    '  when: promql`rate(${errors}[5m]) > 10`,',
    '});',
    'route({ when: { service: checkout }, to: payments.page, active: hours });',
  ].join('\n'),
  good: [
    "const hours = timeInterval({ name: 'hours', weekdays: 'monday:friday', times: '09:00-18:00', location: 'Europe/Berlin' });",
    'const fails = alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'critical', summary: 'Checkouts fail.',",
    '  when: promql`rate(${errors}[5m]) > 10`,',
    '});',
    'route({ when: { service: checkout }, to: payments.page, active: hours, continue: true });',
    'route({ when: { service: checkout }, to: payments.ticket, mute: hours });',
  ].join('\n'),
  *run(input) {
    const { estate } = input.derived;
    const root = peopleRoute(input.derived);
    if (!root) return;
    const week = weekFrom(input.today);
    const known = new Map<readonly Route[], Date | undefined>();
    for (const { labels, reached } of staticRoutes(root, input.alerts)) {
      const { alert } = labels;
      if (!isPage(estate.severities, alert.severity)) continue;
      if (!known.has(reached)) known.set(reached, quietMoment(reached, week));
      const quiet = known.get(reached);
      if (!quiet) continue;
      const to = [...new Set(reached.map(({ receiver }) => receiver.name))].join(' and ');
      const message = `${alert.name} is ${alert.severity}, but nobody is told on ${printMoment(quiet)}: its way to ${to} is muted then.`;
      yield finding(pageMuted, alert, message, {
        fix: 'add a route for the other hours: continue: true on this one, and one with mute: the same interval behind it; or lower the severity',
        related: reached.flatMap(({ because, origin }) =>
          origin ? [{ at: alert.address, message: `the route is here: ${because}`, origin }] : [],
        ),
      });
    }
  },
};
