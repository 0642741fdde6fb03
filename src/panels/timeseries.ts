import type { Slo } from '../authored/references.ts';
import { authoredPanel } from './authored.ts';
import { type Scale, scaleOf, seriesField } from './field.ts';
import type { AuthoredPanel, PanelKind, PanelOptions, Showing } from './kind.ts';
import { ALL_SERIES_TOOLTIP, legend } from './legend.ts';
import { OVER_TIME, queriesOf } from './showing.ts';

export interface TimeseriesOptions extends PanelOptions, Scale, Showing {
  /** Draws the objective as a line: above it is green. */
  readonly goal?: Slo;
  /** Series on top of each other, for parts of a whole. @default false */
  readonly stack?: boolean;
}

/**
 * Values over time. A bare counter is shown as its rate by closed labels, a bare histogram as p50, p95 and p99.
 * Compiles to Grafana's time series panel. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/time-series/
 */
export function timeseries(options: TimeseriesOptions): AuthoredPanel {
  return authoredPanel(timeseriesKind.type, options, timeseries);
}

interface Settings extends Scale {
  readonly stack: boolean;
}

export const timeseriesKind = {
  type: 'timeseries',
  width: 12,
  height: 8,
  shows: ({ show }) => queriesOf(show, OVER_TIME),
  goal: ({ goal }) => goal,
  settings: (options) => ({ ...scaleOf(options), stack: options.stack ?? false }),
  json: (panel) =>
    ({
      type: 'timeseries',
      options: { legend: legend(panel), tooltip: ALL_SERIES_TOOLTIP },
      fieldConfig: seriesField(panel, panel.options, {
        fillOpacity: panel.options.stack ? 30 : 10,
        lineWidth: 1,
        showPoints: 'never',
        spanNulls: false,
        stacking: { group: 'A', mode: panel.options.stack ? 'normal' : 'none' },
        thresholdsStyle: { mode: panel.goal || panel.options.thresholds ? 'line' : 'off' },
      } as const),
    }) as const,
} satisfies PanelKind<TimeseriesOptions, Settings>;
