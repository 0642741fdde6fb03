import { authoredPanel } from './authored.ts';
import { type Scale, scaleOf, seriesField } from './field.ts';
import type { AuthoredPanel, PanelKind, PanelOptions, ShowableLogs, ShowableMetric, Showing } from './kind.ts';
import { PANEL, REDUCED, SCALE, SHOWING } from './option-names.ts';
import { type Reduced, type Reducer, reduceOptions } from './reduce.ts';
import { OVER_TIME, queriesOf } from './showing.ts';

export interface PieChartOptions extends PanelOptions, Scale, Reduced, Showing<ShowableMetric | ShowableLogs> {}

/**
 * Parts of a whole. For more than a handful of parts a bar gauge reads better.
 * Compiles to Grafana's pie chart panel. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/pie-chart/
 */
export function pieChart(options: PieChartOptions): AuthoredPanel {
  return authoredPanel(pieChartKind.type, options, pieChart);
}

interface Settings extends Scale {
  readonly reduce: Reducer;
}

export const pieChartKind = {
  type: 'piechart',
  width: 8,
  height: 8,
  takes: { ...PANEL, ...SCALE, ...REDUCED, ...SHOWING },
  shows: ({ show }) => queriesOf(show, OVER_TIME),
  settings: (options) => ({ ...scaleOf(options), reduce: options.reduce ?? 'lastNotNull' }),
  json: (panel) =>
    ({
      type: 'piechart',
      options: {
        displayLabels: ['percent'],
        legend: { calcs: [], displayMode: 'table', placement: 'right', showLegend: true, values: ['value', 'percent'] },
        orientation: 'auto',
        pieType: 'donut',
        reduceOptions: reduceOptions(panel.options.reduce),
        sort: 'desc',
        tooltip: { mode: 'single', sort: 'none' },
      },
      fieldConfig: seriesField(panel, panel.options, {}),
    }) as const,
} satisfies PanelKind<PieChartOptions, Settings>;
