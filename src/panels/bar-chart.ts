import { authoredPanel } from './authored.ts';
import { type Scale, scaleOf, seriesField } from './field.ts';
import type { AuthoredPanel, PanelKind, PanelOptions, ShowableLogs, ShowableMetric, Showing } from './kind.ts';
import { PANEL, SCALE, SHOWING } from './option-names.ts';
import { OVER_TIME, queriesOf } from './showing.ts';

export interface BarChartOptions extends PanelOptions, Scale, Showing<ShowableMetric | ShowableLogs> {
  /** The label whose values stand below the bars. @default the first label of the answer */
  readonly x?: string;
  /** Bars of one value on top of each other. @default false */
  readonly stack?: boolean;
  /** @default 'vertical' */
  readonly orientation?: 'vertical' | 'horizontal';
}

/**
 * The newest values side by side, a bar for each series: what most, which least.
 * Compiles to Grafana's bar chart panel. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/bar-chart/
 */
export function barChart(options: BarChartOptions): AuthoredPanel {
  return authoredPanel(barChartKind.type, options, barChart);
}

interface Settings extends Scale {
  readonly x: string | undefined;
  readonly stack: boolean;
  readonly orientation: 'vertical' | 'horizontal';
}

export const barChartKind = {
  type: 'barchart',
  width: 12,
  height: 8,
  takes: { ...PANEL, ...SCALE, ...SHOWING, x: true, stack: true, orientation: true },
  shows: ({ show }) => queriesOf(show, OVER_TIME).map((query) => ({ ...query, format: 'table', instant: true })),
  settings: ({ x, stack = false, orientation = 'vertical', ...options }) => ({ ...scaleOf(options), x, stack, orientation }),
  json: (panel) =>
    ({
      type: 'barchart',
      options: {
        barRadius: 0,
        barWidth: 0.9,
        fullHighlight: false,
        groupWidth: 0.7,
        legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: panel.queries.length > 1 },
        orientation: panel.options.orientation,
        showValue: 'auto',
        stacking: panel.options.stack ? 'normal' : 'none',
        tooltip: { mode: 'multi', sort: 'desc' },
        ...(panel.options.x === undefined ? {} : { xField: panel.options.x }),
        xTickLabelMaxLength: 24,
        xTickLabelRotation: 0,
        xTickLabelSpacing: 0,
      },
      fieldConfig: seriesField(panel, panel.options, { fillOpacity: 80, lineWidth: 1 }),
      transformations: [
        ...(panel.queries.length > 1 ? [{ id: 'merge', options: {} }] : []),
        { id: 'organize', options: { excludeByName: { Time: true, __name__: true, job: true } } },
      ],
    }) as const,
} satisfies PanelKind<BarChartOptions, Settings>;
