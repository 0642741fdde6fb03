import type { Slo } from '../authored/references.ts';
import { authoredPanel } from './authored.ts';
import { type Scale, scaleOf, valueField } from './field.ts';
import type { AuthoredPanel, PanelKind, PanelOptions, ShowableLogs, ShowableMetric, Showing } from './kind.ts';
import { PANEL, REDUCED, SCALE, SHOWING } from './option-names.ts';
import { type Reduced, type Reducer, reduceOptions } from './reduce.ts';
import { AS_NUMBER, queriesOf } from './showing.ts';

export interface StatOptions extends PanelOptions, Scale, Reduced, Showing<ShowableMetric | ShowableLogs> {
  /** Unit, digits and colours follow from its objective: red below, green from it on. */
  readonly goal?: Slo;
}

/**
 * One large number, with its course behind it. A bare counter is shown as its whole rate, a bare histogram as p95.
 * Compiles to Grafana's stat panel. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/stat/
 */
export function stat(options: StatOptions): AuthoredPanel {
  return authoredPanel(statKind.type, options, stat);
}

interface Settings extends Scale {
  readonly reduce: Reducer;
}

export const statKind = {
  type: 'stat',
  width: 6,
  height: 4,
  takes: { ...PANEL, ...SCALE, ...REDUCED, ...SHOWING, goal: true },
  shows: ({ show }) => queriesOf(show, AS_NUMBER),
  goal: ({ goal }) => goal,
  settings: (options) => ({ ...scaleOf(options), reduce: options.reduce ?? 'lastNotNull' }),
  json: (panel) =>
    ({
      type: 'stat',
      options: {
        colorMode: 'value',
        graphMode: 'area',
        justifyMode: 'auto',
        orientation: 'auto',
        percentChangeColorMode: 'standard',
        reduceOptions: reduceOptions(panel.options.reduce),
        showPercentChange: false,
        textMode: 'auto',
        wideLayout: true,
      },
      fieldConfig: valueField(panel, panel.options),
    }) as const,
} satisfies PanelKind<StatOptions, Settings>;
