import { authoredPanel } from './authored.ts';
import type { AuthoredPanel, PanelKind } from './kind.ts';
import { PANEL, SCALE, SHOWING, STATES } from './option-names.ts';
import { OVER_TIME, queriesOf } from './showing.ts';
import { type StatesOptions, type StatesSettings, statesField, statesSettings } from './states.ts';

/**
 * The state of each series at every step, as a square: for what is sampled rather than lasting, such as runs of a job.
 * Compiles to Grafana's status history panel. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/status-history/
 */
export function statusHistory(options: StatesOptions): AuthoredPanel {
  return authoredPanel(statusHistoryKind.type, options, statusHistory);
}

export const statusHistoryKind = {
  type: 'status-history',
  width: 12,
  height: 8,
  takes: { ...PANEL, ...SCALE, ...SHOWING, states: STATES },
  shows: ({ show }) => queriesOf(show, OVER_TIME),
  settings: statesSettings,
  json: (panel) =>
    ({
      type: 'status-history',
      options: {
        colWidth: 0.9,
        legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: true },
        rowHeight: 0.9,
        showValue: 'auto',
        tooltip: { mode: 'single', sort: 'none' },
      },
      fieldConfig: statesField(panel, panel.options),
    }) as const,
} satisfies PanelKind<StatesOptions, StatesSettings>;
