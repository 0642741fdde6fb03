import type { AnyHistogram, Of } from '../authored/metric.ts';
import { type Expr, metricOf } from '../authored/query.ts';
import { GRAFANA_UNIT } from '../kernel/unit.ts';
import { authoredPanel } from './authored.ts';
import type { AuthoredPanel, PanelKind, PanelOptions } from './kind.ts';
import { PANEL, SHOWING } from './option-names.ts';
import { bucketIncrease, isMetric } from './showing.ts';

export interface HeatmapOptions extends PanelOptions {
  /** A histogram, or a query by `le`. */
  readonly show: Of<AnyHistogram> | Expr;
}

/**
 * How values are spread, over time: darker cells hold more observations. A histogram is shown as
 * `sum by (le) (increase(x_bucket[$__rate_interval]))`.
 * Compiles to Grafana's heatmap panel. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/heatmap/
 */
export function heatmap(options: HeatmapOptions): AuthoredPanel {
  return authoredPanel(heatmapKind.type, options, heatmap);
}

interface Settings {
  /** Of the observed values: the axis; the panel's unit is of the cells. */
  readonly axisUnit: string;
}

export const heatmapKind = {
  type: 'heatmap',
  width: 12,
  height: 8,
  takes: { ...PANEL, ...SHOWING },
  shows: ({ show }) => [{ show: isMetric(show) ? bucketIncrease(show) : show, legend: '{{le}}', format: 'heatmap' }],
  settings: ({ show, unit }) => ({ axisUnit: unit ?? (isMetric(show) ? GRAFANA_UNIT[metricOf(show).unit] : 'short') }),
  json: (panel) =>
    ({
      type: 'heatmap',
      options: {
        calculate: false,
        cellGap: 1,
        cellValues: { unit: 'short' },
        color: {
          exponent: 0.5,
          fill: 'dark-orange',
          mode: 'scheme',
          reverse: false,
          scale: 'exponential',
          scheme: 'Oranges',
          steps: 64,
        },
        exemplars: { color: 'rgba(255,0,255,0.7)' },
        filterValues: { le: 1e-9 },
        legend: { show: true },
        rowsFrame: { layout: 'auto' },
        showValue: 'never',
        tooltip: { mode: 'single', showColorScale: true, yHistogram: true },
        yAxis: { axisPlacement: 'left', reverse: false, unit: panel.options.axisUnit },
      },
      fieldConfig: {
        defaults: {
          custom: { hideFrom: { legend: false, tooltip: false, viz: false }, scaleDistribution: { type: 'linear' } },
          unit: panel.unit,
        },
        overrides: [],
      },
    }) as const,
} satisfies PanelKind<HeatmapOptions, Settings>;
