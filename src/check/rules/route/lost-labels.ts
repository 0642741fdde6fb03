import type { LabelMatch } from '../../../model/routing.ts';
import type { AnalysedQuery } from '../../queries.ts';
import { type AlertLabels, canCarry } from '../../routing/alert-labels.ts';
import type { CheckInput } from '../../rule.ts';
import { writtenAlertQueries } from '../alert/written-alerts.ts';
import { type Loss, lossOf } from '../query/lost-label.ts';

export interface AlertQuery {
  readonly query: AnalysedQuery;
  readonly labels: AlertLabels;
}

/** The alerts somebody wrote, with their queries and what is known of their labels. */
export function alertsWithLabels(input: CheckInput): AlertQuery[] {
  const known = new Map(input.alerts.map((labels) => [labels.alert, labels]));
  return writtenAlertQueries(input).flatMap((query) => {
    const labels = known.get(query.alert);
    return labels ? [{ query, labels }] : [];
  });
}

/** Where a label an alert cannot carry was dropped; undefined where its series never had it. */
export function lostLabel(label: string, labels: AlertLabels, { expr, analysis }: AnalysedQuery): Loss | undefined {
  return canCarry(labels, label) ? undefined : lossOf(expr, label, analysis.facts);
}

/** Then it was meant for this alert, and not only for those that happen to carry the label. */
export function namesAlert(matchers: readonly LabelMatch[]): boolean {
  return matchers.some(({ label, op }) => label === 'alertname' && op === '=');
}
