import { remembered } from '../../../kernel/remembered.ts';
import type { AlertRule } from '../../../model/alert.ts';
import type { Derived } from '../../../model/derived.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { CheckInput } from '../../rule.ts';

/** The alerts somebody wrote: what an SLO or an escalation implies is ours to get right. */
export const writtenAlerts = remembered(({ alerts }: Derived): readonly AlertRule[] => alerts.filter(isWritten));

export type WrittenAlertQuery = AnalysedQuery & { readonly alert: AlertRule };

/** The queries of those alerts. */
export const writtenAlertQueries = remembered(({ queries }: CheckInput): readonly WrittenAlertQuery[] =>
  queries.filter((query): query is WrittenAlertQuery => query.alert !== undefined && isWritten(query.alert)),
);

/** Its labels as written: in the resolved alert ours have already won. */
export function writtenLabels({ origin }: AlertRule): Readonly<Record<string, string>> {
  const { options } = origin as { options?: { labels?: Record<string, string> } }; // a written alert's origin is what `alert` made
  return options?.labels ?? {};
}

function isWritten(alert: AlertRule): boolean {
  return alert.cause === alert.address;
}
