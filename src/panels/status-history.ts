import { authoredPanel } from './authored.ts';
import { type Scale, scaleOf, valueField } from './field.ts';
import type { AuthoredPanel, PanelKind, PanelOptions, ShowableLogs, ShowableMetric, Showing } from './kind.ts';
import { OVER_TIME, queriesOf } from './showing.ts';
import { type State, stateMappings } from './state-timeline.ts';

export interface StatusHistoryOptions extends PanelOptions, Scale, Showing<ShowableMetric | ShowableLogs> {
  readonly states?: readonly State[];
}

/**
 * The state of each series at every step, as a square: for what is sampled rather than lasting, such as runs of a job.
 * Compiles to Grafana's status history panel. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/status-history/
 */
export function statusHistory(options: StatusHistoryOptions): AuthoredPanel {
  return authoredPanel(statusHistoryKind.type, options, statusHistory);
}

interface Settings extends Scale {
  readonly states: readonly State[];
}

export const statusHistoryKind = {
  type: 'status-history',
  width: 12,
  height: 8,
  shows: ({ show }) => queriesOf(show, OVER_TIME),
  settings: (options) => ({ ...scaleOf(options), states: options.states ?? [] }),
  json: (panel) => {
    const { defaults, overrides } = valueField(panel, panel.options);
    return {
      type: 'status-history',
      options: {
        colWidth: 0.9,
        legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: true },
        rowHeight: 0.9,
        showValue: 'auto',
        tooltip: { mode: 'single', sort: 'none' },
      },
      fieldConfig: {
        defaults: { ...defaults, custom: { fillOpacity: 70, lineWidth: 0 }, mappings: stateMappings(panel.options.states) },
        overrides,
      },
    } as const;
  },
} satisfies PanelKind<StatusHistoryOptions, Settings>;
