import type { Panel } from '../model/dashboard.ts';
import { groupedBy } from './series-of.ts';

/** A table below the graph for several series; nothing for one, whose name is the panel's title. */
export function legend(panel: Panel) {
  const calcs = isSingle(panel) ? [] : ['mean', 'max', 'lastNotNull'];
  return { calcs, displayMode: isSingle(panel) ? 'list' : 'table', placement: 'bottom', showLegend: !isSingle(panel) } as const;
}

export const ALL_SERIES_TOOLTIP = { mode: 'multi', sort: 'desc' } as const;

/** Whether it can only ever show one series. */
function isSingle(panel: Panel): boolean {
  const [only] = panel.queries;
  return only !== undefined && panel.queries.length === 1 && groupedBy(only.query)?.length === 0;
}
