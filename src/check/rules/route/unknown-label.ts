import { addressOf, ESTATE } from '../../../kernel/address.ts';
import { nearest } from '../../../kernel/nearest.ts';
import { finding } from '../../finding.ts';
import { type AlertLabels, canCarry } from '../../routing/alert-labels.ts';
import { everyRoute } from '../../routing/reach.ts';
import type { Rule } from '../../rule.ts';

export const unknownLabel: Rule = {
  code: 'route/unknown-label',
  severity: 'error',
  about: 'route',
  why: 'Alertmanager takes a missing label for the empty text and says nothing: the route matches no alert, or every one.',
  bad: [
    'promql`sum by (reason) (rate(${errors}[5m])) > 1`;',
    "route({ when: { labels: { raeson: 'timeout' } }, to: payments.page });",
  ].join('\n'),
  good: [
    'promql`sum by (reason) (rate(${errors}[5m])) > 1`;',
    "route({ when: { labels: { reason: 'timeout' } }, to: payments.page });",
  ].join('\n'),
  *run(input) {
    const { route: root, inhibitions } = input.derived;
    const alerts = input.alerts;
    if (!root || alerts.length === 0) return;
    const written = [
      ...everyRoute(root).map(({ origin, matchers }) => ({ origin, labels: matchers.map(({ label }) => label) })),
      ...inhibitions.map(({ origin, source, target }) => ({ origin, labels: [...source, ...target].map(({ label }) => label) })),
    ];
    for (const { origin, labels } of written) {
      if (!origin) continue;
      const about = { address: addressOf(ESTATE, 'routing', 'routing'), origin };
      for (const label of new Set(labels)) {
        if (alerts.some((alert) => canCarry(alert, label))) continue;
        yield finding(unknownLabel, about, `No alert carries the label ${label}.`, { fix: fixOf(label, alerts) });
      }
    }
  },
};

function fixOf(label: string, alerts: readonly AlertLabels[]): string {
  const carried = [...new Set(alerts.flatMap(({ known, possible }) => [...Object.keys(known), ...possible]))].sort();
  const near = nearest(label, carried);
  return near === undefined ? `match on one they carry: ${carried.join(', ')}` : `write ${near}`;
}
