import type { LabelMatch, Route } from '../../../model/routing.ts';
import type { AnalysedQuery } from '../../queries.ts';
import { type AlertLabels, meets } from '../../routing/alert-labels.ts';
import type { Rule } from '../../rule.ts';
import type { Loss } from '../query/lost-label.ts';
import { findingAt } from '../query/parts.ts';
import { alertsWithLabels, lostLabel, namesAlert } from './lost-labels.ts';

export const labelAggregatedAway: Rule = {
  code: 'route/label-aggregated-away',
  severity: 'info',
  about: 'route',
  why: 'Alertmanager takes a missing label for the empty text. An alert whose query has added the label up goes past the route that asks for it, to the fallback, without a word. Where the route names the alert it is a warning.',
  bad: `route({ when: { labels: { route: '/pay' } }, to: payments.page });
promql\`sum(rate(\${requests}[5m])) > 100\`;`,
  good: `route({ when: { labels: { route: '/pay' } }, to: payments.page });
promql\`sum by (route) (rate(\${requests}[5m])) > 100\`;`,
  *run(input) {
    const { route: root } = input.derived;
    const asking = root ? writtenRoutes(root, []) : [];
    for (const { query, labels } of alertsWithLabels(input)) {
      for (const { route, matchers } of asking) {
        const lost = lostIn(matchers, labels, query);
        if (lost === undefined) continue;
        const message = `${lost.by} drops ${lost.label}, so ${labels.alert.name} goes past the route ${print(matchers)} to ${route.receiver.name}.`;
        yield findingAt(labelAggregatedAway, query, lost.part.span, message, {
          ...(namesAlert(matchers) ? { severity: 'warning' } : {}),
          fix: `${lost.keep}, or match on a label it carries`,
          related: [
            { at: labels.alert.address, message: 'the route is here', ...(route.origin ? { origin: route.origin } : {}) },
          ],
        });
      }
    }
  },
};

interface Asking {
  readonly route: Route;
  /** Its own and those of the nodes above it. */
  readonly matchers: readonly LabelMatch[];
}

function writtenRoutes(route: Route, above: readonly LabelMatch[]): Asking[] {
  const matchers = [...above, ...route.matchers];
  const below = route.routes.flatMap((child) => writtenRoutes(child, matchers));
  return route.origin && route.matchers.length > 0 ? [{ route, matchers }, ...below] : below;
}

/** The label without which the alert would meet all matchers, where an aggregation of its query dropped it. */
function lostIn(matchers: readonly LabelMatch[], labels: AlertLabels, query: AnalysedQuery): Loss | undefined {
  const failing = matchers.filter((matcher) => meets([matcher], labels) === 'never');
  const lost = failing.map(({ label }) => lostLabel(label, labels, query));
  return lost.every((one) => one !== undefined) ? lost[0] : undefined;
}

function print(matchers: readonly LabelMatch[]): string {
  return `{${matchers.map(({ label, op, value }) => `${label}${op}${JSON.stringify(value)}`).join(', ')}}`;
}
