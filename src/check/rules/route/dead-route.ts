import { addressOf, ESTATE } from '../../../kernel/address.ts';
import type { LabelMatch, Route } from '../../../model/routing.ts';
import { finding } from '../../finding.ts';
import { type AlertLabels, canCarry, meets } from '../../routing/alert-labels.ts';
import { everyRoute, passedRoutes } from '../../routing/reach.ts';
import { distinctAlerts } from '../../routing/signature.ts';
import type { Rule } from '../../rule.ts';

export const deadRoute: Rule = {
  code: 'route/dead-route',
  severity: 'error',
  about: 'route',
  why: 'A route no alert can take is a mistake about the labels, or stands behind one that takes everything: the alerts it was written for go elsewhere.',
  bad: ['promql`rate(${errors}[5m]) > 1`;', "route({ when: { labels: { severity: 'warnign' } }, to: payments.page });"].join(
    '\n',
  ),
  good: ['promql`rate(${errors}[5m]) > 1`;', "route({ when: { severity: 'warning' }, to: payments.page });"].join('\n'),
  *run(input) {
    const { route: root } = input.derived;
    const alerts = root ? distinctAlerts(root, input.alerts) : [];
    if (!root || alerts.length === 0) return;
    const passed = passedRoutes(root, alerts);
    for (const route of everyRoute(root)) {
      if (!route.origin || passed.has(route) || hasUnknownLabel(route, alerts)) continue;
      const about = { address: addressOf(ESTATE, 'routing', 'routing'), origin: route.origin };
      const shadowed = alerts.some((labels) => meets(route.matchers, labels) !== 'never');
      const why = shadowed ? 'a route before it takes all of them' : 'no alert has these labels';
      yield finding(deadRoute, about, `No alert takes the route ${print(route.matchers)} to ${route.receiver.name}: ${why}.`, {
        fix: shadowed ? 'move it up, or write continue: true on the one before' : 'correct it, or delete it',
      });
    }
  },
};

/** Then `route/unknown-label` says what is wrong. */
function hasUnknownLabel({ matchers }: Route, alerts: readonly AlertLabels[]): boolean {
  return matchers.some(({ label }) => !alerts.some((labels) => canCarry(labels, label)));
}

function print(matchers: readonly LabelMatch[]): string {
  return `{${matchers.map(({ label, op, value }) => `${label}${op}${JSON.stringify(value)}`).join(', ')}}`;
}
