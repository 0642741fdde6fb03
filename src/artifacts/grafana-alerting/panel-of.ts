import type { AlertRule } from '../../model/alert.ts';
import type { Dashboard, Panel } from '../../model/dashboard.ts';
import type { Query } from '../../model/query.ts';
import { panelIds, rowKey } from '../../panels/identity.ts';
import { selectorsOf } from '../../query/promql/visit.ts';

/** The panel of a board that shows most of what an alert reads: the alert opens there, and its state is marked on that graph. */
export function panelOf(alert: AlertRule, { sections }: Dashboard): { readonly panelId: number } | undefined {
  const wanted = metricsOf(alert.query);
  const panels = sections.flatMap((section) => section.panels);
  const shown = panels.map((panel) => ({ panel, count: overlap(panel, wanted) })).filter(({ count }) => count > 0);
  const [best] = shown.toSorted((a, b) => b.count - a.count);
  if (!best) return undefined;
  const ids = panelIds(sections.flatMap((section) => [rowKey(section.title), ...section.panels.map(({ key }) => key)]));
  const panelId = ids.get(best.panel.key);
  return panelId === undefined ? undefined : { panelId };
}

function overlap({ queries }: Panel, wanted: ReadonlySet<string>): number {
  const shown = new Set(queries.flatMap(({ query }) => [...metricsOf(query)]));
  return [...wanted].filter((metric) => shown.has(metric)).length;
}

function metricsOf(query: Query): ReadonlySet<string> {
  if (query.engine !== 'prometheus' || !query.expr) return new Set();
  return new Set(selectorsOf(query.expr).flatMap(({ name }) => name ?? []));
}
