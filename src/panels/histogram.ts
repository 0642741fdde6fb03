import { authoredPanel } from './authored.ts';
import { type Scale, scaleOf, seriesField } from './field.ts';
import type { AuthoredPanel, PanelKind, PanelOptions, ShowableMetric, Showing } from './kind.ts';
import { ALL_SERIES_TOOLTIP, legend } from './legend.ts';
import { PANEL, SCALE, SHOWING } from './option-names.ts';
import { OVER_TIME, queriesOf } from './showing.ts';

export interface HistogramOptions extends PanelOptions, Scale, Showing<ShowableMetric> {
  /** Width of a bar, in the panel's unit. @default Grafana's choice */
  readonly bucketSize?: number;
}

/**
 * How often each value was seen in the time range: the spread of a gauge over its instances.
 * Compiles to Grafana's histogram panel. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/histogram/
 */
export function histogram(options: HistogramOptions): AuthoredPanel {
  return authoredPanel(histogramKind.type, options, histogram);
}

interface Settings extends Scale {
  readonly bucketSize: number | undefined;
}

export const histogramKind = {
  type: 'histogram',
  width: 12,
  height: 8,
  takes: { ...PANEL, ...SCALE, ...SHOWING, bucketSize: true },
  shows: ({ show }) => queriesOf(show, OVER_TIME),
  settings: (options) => ({ ...scaleOf(options), bucketSize: options.bucketSize }),
  json: (panel) =>
    ({
      type: 'histogram',
      options: {
        ...(panel.options.bucketSize === undefined ? {} : { bucketSize: panel.options.bucketSize }),
        bucketOffset: 0,
        combine: false,
        legend: legend(panel),
        tooltip: ALL_SERIES_TOOLTIP,
      },
      fieldConfig: seriesField(panel, panel.options, { fillOpacity: 80, gradientMode: 'none', lineWidth: 1 } as const),
    }) as const,
} satisfies PanelKind<HistogramOptions, Settings>;
