import type { Derived } from '../../../model/derived.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { CheckInput } from '../../rule.ts';

/** The queries somebody wrote, in alerts and on boards: what is derived from an SLO or a service is ours to get right. */
export function writtenQueries({ queries, derived }: CheckInput): AnalysedQuery[] {
  const panels = writtenPanels(derived);
  return queries.filter(({ alert, panel, slo }) => {
    if (alert) return alert.cause === alert.address;
    return panel ? panels.has(panel) : slo === undefined;
  });
}

/** The panels of the dashboards somebody wrote. */
export function writtenPanels({ estate }: Derived): ReadonlySet<unknown> {
  return new Set(estate.dashboards.flatMap(({ sections }) => sections.flatMap(({ panels }) => panels)));
}
