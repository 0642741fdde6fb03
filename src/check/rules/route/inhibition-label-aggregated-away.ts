import type { Inhibition } from '../../../model/routing.ts';
import type { AnalysedQuery } from '../../queries.ts';
import { type AlertLabels, canCarry, meets } from '../../routing/alert-labels.ts';
import type { Rule } from '../../rule.ts';
import type { Loss } from '../query/lost-label.ts';
import { findingAt } from '../query/parts.ts';
import { alertsWithLabels, lostLabel, namesAlert } from './lost-labels.ts';

export const inhibitionLabelAggregatedAway: Rule = {
  code: 'inhibition/label-aggregated-away',
  severity: 'info',
  about: 'route',
  why: 'Two alerts are compared by the labels of `equal`. Where the query of one has added such a label up, the values never agree, and the consequence pages beside its cause. Where the inhibition names the alert it is a warning.',
  bad: `inhibit({ while: { severity: 'critical' }, silence: { severity: 'warning' }, equal: ['route'] });
alert({
  service: checkout, name: 'RouteDown', severity: 'critical', when: promql\`sum by (route) (rate(\${requests}[5m])) == 0\`, for: '5m',
  summary: 'A route is down.', runbook: { impact: 'It cannot be used.', steps: ['Look at the log.'] },
});
promql\`sum(rate(\${requests}[5m])) > 100\`;`,
  good: `inhibit({ while: { severity: 'critical' }, silence: { severity: 'warning' }, equal: ['route'] });
alert({
  service: checkout, name: 'RouteDown', severity: 'critical', when: promql\`sum by (route) (rate(\${requests}[5m])) == 0\`, for: '5m',
  summary: 'A route is down.', runbook: { impact: 'It cannot be used.', steps: ['Look at the log.'] },
});
promql\`sum by (route) (rate(\${requests}[5m])) > 100\`;`,
  *run(input) {
    const alerts = alertsWithLabels(input);
    for (const inhibition of input.derived.inhibitions) {
      if (!inhibition.origin) continue;
      for (const { query, labels } of alerts) {
        const side = sideOf(inhibition, labels);
        const lost = side && equalLost(inhibition, labels, query, input.alerts);
        if (side === undefined || lost === undefined) continue;
        const cannot = side === 'silence' ? 'is never silenced' : 'never silences anything';
        const message = `${lost.by} drops ${lost.label}, on which the inhibition is \`equal\`: ${labels.alert.name} ${cannot}.`;
        yield findingAt(inhibitionLabelAggregatedAway, query, lost.part.span, message, {
          ...(namesAlert(side === 'silence' ? inhibition.target : inhibition.source) ? { severity: 'warning' } : {}),
          fix: lost.keep,
          related: [{ at: labels.alert.address, message: 'the inhibition is here', origin: inhibition.origin }],
        });
      }
    }
  },
};

function sideOf({ source, target }: Inhibition, labels: AlertLabels): 'while' | 'silence' | undefined {
  if (meets(target, labels) !== 'never') return 'silence';
  return meets(source, labels) === 'never' ? undefined : 'while';
}

/** What is missing on both sides is equal: some alert of the inhibition must carry it. */
function equalLost(
  { source, target, equal }: Inhibition,
  labels: AlertLabels,
  query: AnalysedQuery,
  alerts: readonly AlertLabels[],
): Loss | undefined {
  const others = alerts.filter((other) => [source, target].some((matchers) => meets(matchers, other) !== 'never'));
  return equal
    .filter((label) => others.some((other) => canCarry(other, label)))
    .map((label) => lostLabel(label, labels, query))
    .find((lost) => lost !== undefined);
}
