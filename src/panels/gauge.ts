import type { Slo } from '../authored/references.ts';
import { authoredPanel } from './authored.ts';
import { type Scale, scaleOf, valueField } from './field.ts';
import type { AuthoredPanel, PanelKind, PanelOptions, ShowableMetric, Showing } from './kind.ts';
import { PANEL, REDUCED, SCALE, SHOWING } from './option-names.ts';
import { type Reduced, type Reducer, reduceOptions } from './reduce.ts';
import { AS_NUMBER, queriesOf } from './showing.ts';

export interface GaugeOptions extends PanelOptions, Scale, Reduced, Showing<ShowableMetric> {
  /** Unit, digits and colours follow from its objective. */
  readonly goal?: Slo;
}

/**
 * How full something is, between `min` and `max`; a share runs from 0 to 1 unless it says otherwise.
 * Compiles to Grafana's gauge panel. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/gauge/
 */
export function gauge(options: GaugeOptions): AuthoredPanel {
  return authoredPanel(gaugeKind.type, options, gauge);
}

interface Settings extends Scale {
  readonly reduce: Reducer;
}

export const gaugeKind = {
  type: 'gauge',
  width: 6,
  height: 6,
  takes: { ...PANEL, ...SCALE, ...REDUCED, ...SHOWING, goal: true },
  shows: ({ show }) => queriesOf(show, AS_NUMBER),
  goal: ({ goal }) => goal,
  settings: (options) => ({ ...scaleOf(options), reduce: options.reduce ?? 'lastNotNull' }),
  json: (panel) =>
    ({
      type: 'gauge',
      options: {
        minVizHeight: 75,
        minVizWidth: 75,
        orientation: 'auto',
        reduceOptions: reduceOptions(panel.options.reduce),
        showThresholdLabels: false,
        showThresholdMarkers: true,
        sizing: 'auto',
      },
      fieldConfig: valueField(panel, panel.unit === 'percentunit' ? { min: 0, max: 1, ...panel.options } : panel.options),
    }) as const,
} satisfies PanelKind<GaugeOptions, Settings>;
