import { peopleRoute } from '../../../derive/people-route.ts';
import { deliveryOf, isPage, levelFor, levelNamed } from '../../../model/severity.ts';
import { finding } from '../../finding.ts';
import { staticRoutes } from '../../routing/signature.ts';
import type { Rule } from '../../rule.ts';

export const severityWithoutChannel: Rule = {
  code: 'alert/severity-without-channel',
  severity: 'warning',
  about: 'route',
  why: 'The owner has no way to be told at this severity, so the fallback is told instead: a critical alert ends in somebody else\u2019s channel at night.',
  bad: [
    "const carts = team({ name: 'carts', page: pagerduty({ routingKey: secret.file('pagerduty-carts') }) });",
    "const cart = service({ name: 'cart', owner: carts });",
    "alert({ service: cart, name: 'CartsLost', severity: 'warning', when: promql`rate(${errors}[5m]) > 1`, summary: 'Carts are lost.' });",
  ].join('\n'),
  good: [
    "const ticket = slack({ channel: '#carts', apiUrl: secret.file('slack-url') });",
    "const carts = team({ name: 'carts', page: pagerduty({ routingKey: secret.file('pagerduty-carts') }), ticket });",
    "const cart = service({ name: 'cart', owner: carts });",
    "alert({ service: cart, name: 'CartsLost', severity: 'warning', when: promql`rate(${errors}[5m]) > 1`, summary: 'Carts are lost.' });",
  ].join('\n'),
  *run(input) {
    const root = peopleRoute(input.derived);
    if (!root) return;
    for (const { labels, reached } of staticRoutes(root, input.alerts)) {
      const { alert } = labels;
      // A node that has children and takes the alert itself is the team's, whose children are its channels.
      if (
        !reached.every(
          (node) => node !== root && node.origin === undefined && node.receiver === root.receiver && isTeam(node.matchers),
        )
      )
        continue;
      const team = alert.service.owner.name;
      const scale = input.derived.estate.severities;
      const level = levelNamed(scale, alert.severity) ?? levelFor(scale, 'warning');
      const { to: channel } = deliveryOf(level, alert.service.tier);
      yield finding(
        severityWithoutChannel,
        alert,
        `${alert.name} is ${alert.severity}, but ${team} has no \`${channel}\`: it goes to ${root.receiver.name}.`,
        {
          severity: isPage(scale, alert.severity) ? 'error' : 'warning',
          fix: `give ${team} a ${channel}: team({ name: '${team}', ${channel}: … }), or choose another severity`,
          related: [{ at: alert.service.owner.address, message: 'the team is here', origin: alert.service.owner.origin }],
        },
      );
    }
  },
};

function isTeam(matchers: readonly { readonly label: string }[]): boolean {
  return matchers.length === 1 && matchers[0]?.label === 'owner';
}
