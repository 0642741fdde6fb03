import { nearest } from '../../../kernel/nearest.ts';
import type { Rule } from '../../rule.ts';
import { labelsRead } from '../../template/reads.ts';
import { findingAt } from '../query/parts.ts';
import { alertTemplates } from './templates-of.ts';
import { type WrittenAlertQuery, writtenAlertQueries } from './written-alerts.ts';

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
      for (const { where, template } of alertTemplates(one.alert)) {
        for (const label of labelsRead(template, 'labels')) {
          if (!isDropped(label, one)) continue;
          yield input.catalogue.externalLabels?.has(label) ? externalLabel(one, where, label) : droppedLabel(one, where, label);
        }
      }
    }
  },
};

/** `$labels` holds what the query gives; what the rule adds comes after, and so does the alertname. */
function isDropped(label: string, { analysis }: WrittenAlertQuery): boolean {
  return label !== '__name__' && !analysis.labels.exact.has(label);
}

/** Alerts get it when they are sent, after their texts were written. */
function externalLabel(one: WrittenAlertQuery, where: string, label: string) {
  const message = `The ${where} reads $labels.${label}, but ${label} is an external label: Prometheus adds it when the alert is sent.`;
  const fix = `write $externalLabels.${label}`;
  return findingAt(templateLabelDropped, one, { from: 0, to: one.query.text.length }, message, { fix });
}

function droppedLabel(one: WrittenAlertQuery, where: string, label: string) {
  const has = [...one.analysis.labels.exact].sort();
  const message = `The ${where} reads $labels.${label}, but the query gives ${has.length === 0 ? 'no labels' : has.join(', ')}.`;
  return findingAt(templateLabelDropped, one, { from: 0, to: one.query.text.length }, message, { fix: fixOf(one, label, has) });
}

function fixOf({ alert }: WrittenAlertQuery, label: string, has: readonly string[]): string {
  const added = label === 'alertname' ? alert.name : alert.labels[label];
  if (added !== undefined)
    return `write ${JSON.stringify(added)}: $labels has only what the query gives, and the rule adds ${label} after`;
  const near = nearest(label, has);
  return near === undefined
    ? `keep it in the query: by (${[...has, label].join(', ')}), or leave it out of the text`
    : `write $labels.${near}`;
}
