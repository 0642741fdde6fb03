import { authoredPanel } from './authored.ts';
import type { AuthoredPanel, PanelKind } from './kind.ts';
import { PANEL, SCALE, SHOWING, STATES } from './option-names.ts';
import { OVER_TIME, queriesOf } from './showing.ts';
import { type StatesOptions, type StatesSettings, statesField, statesSettings } from './states.ts';

/**
 * Which state each series was in, and when it changed: up or down, leader or follower, firing or not.
 * Compiles to Grafana's state timeline panel. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/state-timeline/
 */
export function stateTimeline(options: StatesOptions): AuthoredPanel {
  return authoredPanel(stateTimelineKind.type, options, stateTimeline);
}

export const stateTimelineKind = {
  type: 'state-timeline',
  width: 12,
  height: 8,
  takes: { ...PANEL, ...SCALE, ...SHOWING, states: STATES },
  shows: ({ show }) => queriesOf(show, OVER_TIME),
  settings: statesSettings,
  json: (panel) =>
    ({
      type: 'state-timeline',
      options: {
        alignValue: 'left',
        legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: true },
        mergeValues: true,
        rowHeight: 0.9,
        showValue: 'auto',
        tooltip: { mode: 'single', sort: 'none' },
      },
      fieldConfig: statesField(panel, panel.options),
    }) as const,
} satisfies PanelKind<StatesOptions, StatesSettings>;
