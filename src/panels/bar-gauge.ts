import { authoredPanel } from './authored.ts';
import { type Scale, scaleOf, valueField } from './field.ts';
import type { AuthoredPanel, PanelKind, PanelOptions, ShowableMetric, Showing } from './kind.ts';
import { PANEL, REDUCED, SCALE, SHOWING } from './option-names.ts';
import { type Reduced, type Reducer, reduceOptions } from './reduce.ts';
import { OVER_TIME, queriesOf } from './showing.ts';

export interface BarGaugeOptions extends PanelOptions, Scale, Reduced, Showing<ShowableMetric> {}

/**
 * One bar per series, for comparing them now: queue lengths, connections per pool.
 * Compiles to Grafana's bar gauge panel. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/bar-gauge/
 */
export function barGauge(options: BarGaugeOptions): AuthoredPanel {
  return authoredPanel(barGaugeKind.type, options, barGauge);
}

interface Settings extends Scale {
  readonly reduce: Reducer;
}

export const barGaugeKind = {
  type: 'bargauge',
  width: 12,
  height: 8,
  takes: { ...PANEL, ...SCALE, ...REDUCED, ...SHOWING },
  shows: ({ show }) => queriesOf(show, OVER_TIME),
  settings: (options) => ({ ...scaleOf(options), reduce: options.reduce ?? 'lastNotNull' }),
  json: (panel) =>
    ({
      type: 'bargauge',
      options: {
        displayMode: 'basic',
        legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: false },
        maxVizHeight: 300,
        minVizHeight: 16,
        minVizWidth: 8,
        namePlacement: 'auto',
        orientation: 'horizontal',
        reduceOptions: reduceOptions(panel.options.reduce),
        showUnfilled: true,
        sizing: 'auto',
        valueMode: 'color',
      },
      fieldConfig: valueField(panel, panel.options),
    }) as const,
} satisfies PanelKind<BarGaugeOptions, Settings>;
