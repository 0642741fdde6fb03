import type { Slo } from '../authored/references.ts';
import type { Duration } from '../kernel/literals.ts';
import { authoredPanel } from './authored.ts';
import { compared, comparedOverrides } from './compared.ts';
import { type Scale, scaleOf, seriesField } from './field.ts';
import type { AuthoredPanel, PanelKind, PanelOf, PanelOptions, Showing } from './kind.ts';
import { ALL_SERIES_TOOLTIP, type LegendOptions, legend } from './legend.ts';
import { LEGEND, PANEL, SCALE, SHOWING } from './option-names.ts';
import { OVER_TIME, queriesOf } from './showing.ts';

export interface TimeseriesOptions extends PanelOptions, Scale, Showing {
  /** Draws the objective as a line: above it is green. */
  readonly goal?: Slo;
  /** Series on top of each other, for parts of a whole. @default false */
  readonly stack?: boolean;
  /** Draws the same a day, a week before, dashed: `'1w'`, `['1d', '1w']`. PromQL only. */
  readonly compare?: Duration | readonly Duration[];
  readonly legend?: LegendOptions;
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
  readonly legend: LegendOptions;
}

export const timeseriesKind = {
  type: 'timeseries',
  width: 12,
  height: 8,
  takes: { ...PANEL, ...SCALE, ...SHOWING, goal: true, stack: true, compare: true, legend: LEGEND },
  shows: ({ show, compare }) => compared(queriesOf(show, OVER_TIME), compare),
  goal: ({ goal }) => goal,
  settings: (options) => ({ ...scaleOf(options), stack: options.stack ?? false, legend: options.legend ?? {} }),
  json: (panel) =>
    ({
      type: 'timeseries',
      options: { legend: legend(panel, panel.options.legend), tooltip: ALL_SERIES_TOOLTIP },
      fieldConfig: timeseriesField(panel),
    }) as const,
} satisfies PanelKind<TimeseriesOptions, Settings>;

function timeseriesField(panel: PanelOf<Settings>) {
  const { stack, thresholds } = panel.options;
  const { defaults, overrides } = seriesField(panel, panel.options, {
    fillOpacity: stack ? 30 : 10,
    lineWidth: 1,
    showPoints: 'never',
    spanNulls: false,
    stacking: { group: 'A', mode: stack ? 'normal' : 'none' },
    thresholdsStyle: { mode: panel.goal || thresholds ? 'line' : 'off' },
  } as const);
  return { defaults, overrides: [...overrides, ...comparedOverrides(panel)] };
}
