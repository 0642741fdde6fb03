import { labelsReadBy } from '../../../alerts/annotation.ts';
import type { AlertRule } from '../../../model/alert.ts';
import { nearest } from '../../../query/promql/nearest.ts';
import { finding } from '../../finding.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { writtenAlertQueries } from './written-alerts.ts';

export const templateLabelDropped: Rule = {
  code: 'alert/template-label-dropped',
  severity: 'error',
  about: 'alert',
  why: 'Prometheus fills in an empty text for a label the result does not have: the notification names nothing, and no server complains.',
  bad: [
    'alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'warning', summary: 'Checkouts fail.',",
    '  when: promql`sum(rate(${errors}[5m])) > 1`,',
    "  description: 'Because of {{ $labels.reason }}.',",
    '});',
  ].join('\n'),
  good: [
    'alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'warning', summary: 'Checkouts fail.',",
    '  when: promql`sum by (reason) (rate(${errors}[5m])) > 1`,',
    "  description: 'Because of {{ $labels.reason }}.',",
    '});',
  ].join('\n'),
  *run(input) {
    for (const one of writtenAlertQueries(input)) {
      if (one.analysis.labels.open) continue;
      for (const [annotation, label] of dropped(one.alert, one)) yield droppedLabel(one, annotation, label);
    }
  },
};

function dropped(alert: AlertRule, query: AnalysedQuery): [string, string][] {
  const known = labelsOf(alert, query);
  return Object.entries(alert.annotations).flatMap(([annotation, template]) =>
    [...new Set(labelsReadBy(template))]
      .filter((label) => !known.has(label))
      .map((label): [string, string] => [annotation, label]),
  );
}

function labelsOf(alert: AlertRule, { analysis }: AnalysedQuery): Set<string> {
  return new Set([...analysis.labels.exact, ...Object.keys(alert.labels), 'alertname']);
}

function droppedLabel(
  { alert, analysis, ...query }: AnalysedQuery & { readonly alert: AlertRule },
  annotation: string,
  label: string,
) {
  const has = [...analysis.labels.exact].sort();
  const near = nearest(label, has);
  const message = `The ${annotation} reads $labels.${label}, but the query gives ${has.length === 0 ? 'no labels' : has.join(', ')}.`;
  const fix =
    near === undefined
      ? `keep it in the query: by (${[...has, label].join(', ')}), or leave it out of the text`
      : `write $labels.${near}`;
  const { text } = query.query;
  return finding(templateLabelDropped, alert, message, { fix, excerpt: { text, from: 0, to: text.length } });
}
