import { authoredPanel } from './authored.ts';
import { type Scale, scaleOf, valueField } from './field.ts';
import type { AuthoredPanel, PanelKind, PanelOptions, ShowableMetric, Showing } from './kind.ts';
import { PANEL, SCALE, SHOWING } from './option-names.ts';
import { OVER_TIME, queriesOf } from './showing.ts';

export interface TableOptions extends PanelOptions, Scale, Showing<ShowableMetric> {
  /** Column to sort by, largest first. @default 'Value' */
  readonly sortBy?: string;
}

/**
 * The newest value of every series, with its labels as columns; several queries are joined on their labels.
 * Compiles to Grafana's table panel. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/table/
 */
export function table(options: TableOptions): AuthoredPanel {
  return authoredPanel(tableKind.type, options, table);
}

interface Settings extends Scale {
  readonly sortBy: string;
}

export const tableKind = {
  type: 'table',
  width: 12,
  height: 8,
  takes: { ...PANEL, ...SCALE, ...SHOWING, sortBy: true },
  shows: ({ show }) => queriesOf(show, OVER_TIME).map((query) => ({ ...query, format: 'table', instant: true })),
  settings: (options) => ({ ...scaleOf(options), sortBy: options.sortBy ?? 'Value' }),
  json: (panel) =>
    ({
      type: 'table',
      options: { cellHeight: 'sm', frameIndex: 0, showHeader: true, sortBy: [{ desc: true, displayName: panel.options.sortBy }] },
      fieldConfig: valueField(panel, panel.options),
      transformations: [
        ...(panel.queries.length > 1 ? [{ id: 'merge', options: {} }] : []),
        { id: 'organize', options: { excludeByName: { Time: true, __name__: true, job: true } } },
      ],
    }) as const,
} satisfies PanelKind<TableOptions, Settings>;
