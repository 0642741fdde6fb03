import type { LabelMatch } from '../../../model/routing.ts';
import type { Aggregation } from '../../../query/promql/tree.ts';
import type { AnalysedQuery } from '../../queries.ts';
import { type AlertLabels, canCarry } from '../../routing/alert-labels.ts';
import type { CheckInput } from '../../rule.ts';
import { writtenAlertQueries } from '../alert/written-alerts.ts';
import { aggregationThatDrops } from '../query/lost-label.ts';

/** A label, and the aggregation that drops it. */
export interface Lost {
  readonly label: string;
  readonly by: Aggregation;
}

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
export function lostLabel(label: string, labels: AlertLabels, { expr, analysis }: AnalysedQuery): Lost | undefined {
  if (canCarry(labels, label)) return undefined;
  const by = aggregationThatDrops(expr, label, analysis.facts);
  return by && { label, by };
}

/** Then it was meant for this alert, and not only for those that happen to carry the label. */
export function namesAlert(matchers: readonly LabelMatch[]): boolean {
  return matchers.some(({ label, op }) => label === 'alertname' && op === '=');
}
