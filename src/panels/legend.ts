import type { Panel } from '../model/dashboard.ts';
import { groupedBy } from './series-of.ts';

/** https://grafana.com/docs/grafana/latest/panels-visualizations/configure-legend/ */
export interface LegendOptions {
  /** @default 'table' for several series, 'hidden' for one, whose name is the panel's title */
  readonly mode?: 'table' | 'list' | 'hidden';
  /** @default 'bottom' */
  readonly placement?: 'bottom' | 'right';
  /** Numbers beside each name. @default mean, maximum and newest value, in a table */
  readonly calcs?: readonly ('mean' | 'max' | 'min' | 'sum' | 'last' | 'lastNotNull')[];
}

/** What stands below or beside the graph. */
export function legend(panel: Panel, { mode, placement = 'bottom', calcs }: LegendOptions = {}) {
  const chosen = mode ?? (isSingle(panel) ? 'hidden' : 'table');
  return {
    calcs: calcs ?? (chosen === 'table' ? TABLE_CALCS : []),
    displayMode: chosen === 'table' ? 'table' : 'list',
    placement,
    showLegend: chosen !== 'hidden',
  } as const;
}

const TABLE_CALCS = ['mean', 'max', 'lastNotNull'] as const;

export const ALL_SERIES_TOOLTIP = { mode: 'multi', sort: 'desc' } as const;

/** Whether it can only ever show one series. */
function isSingle(panel: Panel): boolean {
  const [only] = panel.queries;
  return only !== undefined && panel.queries.length === 1 && groupedBy(only.query)?.length === 0;
}
