import type { Dashboard, Panel } from '../model/dashboard.ts';
import type { Query } from '../model/query.ts';
import { selectorsOf } from '../query/promql/visit.ts';

/** The metrics a query reads, by name. */
export function metricsRead(query: Query): ReadonlySet<string> {
  if (query.engine !== 'prometheus' || !query.expr) return new Set();
  return new Set(selectorsOf(query.expr).flatMap(({ name }) => name ?? []));
}

export function metricsOnPanel({ queries }: Panel): ReadonlySet<string> {
  return new Set(queries.flatMap(({ query }) => [...metricsRead(query)]));
}

export function metricsOnBoard({ sections }: Dashboard): ReadonlySet<string> {
  return new Set(sections.flatMap(({ panels }) => panels.flatMap((panel) => [...metricsOnPanel(panel)])));
}
