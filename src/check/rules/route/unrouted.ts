import { peopleRoute } from '../../../derive/people-route.ts';
import type { AlertRule } from '../../../model/alert.ts';
import type { Route } from '../../../model/routing.ts';
import { isPage } from '../../../model/severity.ts';
import { finding } from '../../finding.ts';
import { staticRoutes } from '../../routing/signature.ts';
import type { Rule } from '../../rule.ts';

export const unrouted: Rule = {
  code: 'route/unrouted',
  severity: 'error',
  about: 'route',
  why: 'The fallback is where alerts land that nobody has claimed: people there cannot act on them. `nobody` is where they land unseen.',
  bad: [
    'alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'critical', summary: 'Checkouts fail.',",
    '  when: promql`rate(${errors}[5m]) > 10`,',
    '});',
    "route({ when: { severity: 'critical' }, to: nobody });",
  ].join('\n'),
  good: [
    'alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'critical', summary: 'Checkouts fail.',",
    '  when: promql`rate(${errors}[5m]) > 10`,',
    '});',
    "route({ when: { severity: 'critical' }, to: payments.page });",
  ].join('\n'),
  *run(input) {
    const root = peopleRoute(input.derived);
    if (!root) return;
    for (const { labels, reached } of staticRoutes(root, input.alerts)) {
      if (reached.some((node) => delivers(node, root))) continue;
      yield describe(labels.alert, reached[0] ?? root, root, isPage(input.derived.estate.severities, labels.alert.severity));
    }
  },
};

/** A node of a team that has no channel for the severity is told apart by `alert/severity-without-channel`. */
function delivers(node: Route, root: Route): boolean {
  return node !== root && (node.receiver.integrations.length > 0 || node.routes.length > 0 || node.receiver === root.receiver);
}

function describe(alert: AlertRule, node: Route, root: Route, pages: boolean) {
  if (node === root) {
    return finding(
      unrouted,
      alert,
      `No route takes ${alert.name} (${alert.severity}, owner ${alert.service.owner.name}): it falls through to ${root.receiver.name}.`,
      {
        fix: `export the team ${alert.service.owner.name} with the rest, or write a route for it`,
      },
    );
  }
  const written = node.origin !== undefined;
  return finding(unrouted, alert, `${alert.name} goes to ${node.receiver.name}, which delivers to nobody.`, {
    // Somebody wrote this down on purpose: it is worth knowing, not worth stopping for.
    severity: written && !pages ? 'info' : 'error',
    fix: 'send it to a team, or do not alert on it',
    ...(node.origin
      ? { related: [{ at: alert.address, message: `the route is here: ${node.because}`, origin: node.origin }] }
      : {}),
  });
}
