import { didYouMean } from '../../../kernel/nearest.ts';
import type { Receiver, Route } from '../../../model/routing.ts';
import { finding } from '../../finding.ts';
import { type AlertLabels, canCarry } from '../../routing/alert-labels.ts';
import { reachableRoutes } from '../../routing/reach.ts';
import { askedLabels, signatureOf } from '../../routing/signature.ts';
import type { Rule } from '../../rule.ts';
import { type NotificationRead, notificationReads } from '../../template/notification.ts';
import { placeOf, type ReceiverText, receiverTexts } from './receiver-texts.ts';

export const templateLabel: Rule = {
  code: 'receiver/template-label',
  severity: 'error',
  about: 'receiver',
  why: 'A label no alert of this receiver carries is an empty text in every notification: whoever reads it does not learn what is broken.',
  bad: [
    'const platform = team({',
    "  name: 'platform',",
    "  ticket: slack({ channel: '#platform', apiUrl: secret.file('slack-url'), title: ({ labels }) => `${labels.servcie} needs you` }),",
    '});',
    "const cart = service({ name: 'cart', owner: platform, metrics: [usage], scrape: { port: 9465 } });",
    "alert({ service: cart, name: 'DiskFull', severity: 'warning', when: promql`max(${usage}) > 0.9`, summary: 'A disk is full.' });",
  ].join('\n'),
  good: [
    'const platform = team({',
    "  name: 'platform',",
    "  ticket: slack({ channel: '#platform', apiUrl: secret.file('slack-url'), title: ({ labels }) => `${labels.service} needs you` }),",
    '});',
    "const cart = service({ name: 'cart', owner: platform, metrics: [usage], scrape: { port: 9465 } });",
    "alert({ service: cart, name: 'DiskFull', severity: 'warning', when: promql`max(${usage}) > 0.9`, summary: 'A disk is full.' });",
  ].join('\n'),
  *run({ derived, alerts }) {
    const { route, estate } = derived;
    const texts = route ? receiverTexts(estate.receivers) : [];
    if (!route || texts.length === 0) return;
    const arriving = arrivals(route, alerts);
    for (const one of texts) {
      const arrived = arriving.get(one.receiver);
      if (!arrived) continue;
      for (const read of notificationReads(one.template)) if (!isCarried(read, arrived)) yield neverCarried(one, read, arrived);
    }
  },
};

/** Every alert gets the first where it is compiled, and the second where it has a board and a Grafana. */
const LINKS: readonly string[] = ['runbook_url', 'dashboard_url'];

interface Arrived {
  readonly alerts: AlertLabels[];
  /** Labels some route to it groups by; `...` is all of an alert. */
  readonly groupedBy: Set<string>;
}

/** What may reach each receiver. Alerts that look alike to the routes go one way, which is followed once. */
function arrivals(root: Route, alerts: readonly AlertLabels[]): Map<Receiver, Arrived> {
  const grouping = groupings(root, root.groupBy ?? []);
  const asked = askedLabels(root);
  const followed = new Map<string, readonly Route[]>();
  const found = new Map<Receiver, Arrived>();
  for (const labels of alerts) {
    const signature = signatureOf(labels, asked);
    const reached = followed.get(signature) ?? reachableRoutes(root, labels);
    followed.set(signature, reached);
    for (const receiver of new Set(reached.map((node) => node.receiver))) {
      const arrived = found.get(receiver) ?? { alerts: [], groupedBy: new Set() };
      arrived.alerts.push(labels);
      found.set(receiver, arrived);
    }
    for (const node of reached) for (const label of grouping.get(node) ?? []) found.get(node.receiver)?.groupedBy.add(label);
  }
  return found;
}

/** A node that says nothing groups as the one above it. */
function groupings(node: Route, inherited: readonly string[]): Map<Route, readonly string[]> {
  const own = node.groupBy ?? inherited;
  return new Map([[node, own], ...node.routes.flatMap((child) => [...groupings(child, own)])]);
}

function isCarried({ of, name }: NotificationRead, { alerts, groupedBy }: Arrived): boolean {
  if (of === 'annotations') return LINKS.includes(name) || alerts.some(({ alert }) => Object.hasOwn(alert.annotations, name));
  if (of === 'groupLabels' && !groupedBy.has(name) && !groupedBy.has('...')) return false;
  return alerts.some((labels) => canCarry(labels, name));
}

function neverCarried(one: ReceiverText, { of, name }: NotificationRead, { alerts, groupedBy }: Arrived) {
  const known =
    of === 'annotations' ? [...LINKS, ...alerts.flatMap(({ alert }) => Object.keys(alert.annotations))] : labelsOf(alerts);
  const candidates = of === 'groupLabels' ? [...groupedBy] : [...new Set(known)].sort();
  const what = of === 'annotations' ? `annotation ${name}` : `label ${name}`;
  const message =
    of === 'groupLabels' && !groupedBy.has(name)
      ? `\`${one.where}\` of ${one.integration.type} reads the group's ${what}, but no route to ${one.receiver.name} groups by it.`
      : `\`${one.where}\` of ${one.integration.type} reads the ${what}, but no alert that reaches ${one.receiver.name} carries it.`;
  return finding(templateLabel, placeOf(one), message, {
    fix: didYouMean(name, candidates) ?? `it may read ${candidates.join(', ')}`,
  });
}

function labelsOf(alerts: readonly AlertLabels[]): string[] {
  return alerts.flatMap(({ known, possible }) => [...Object.keys(known), ...possible]);
}
