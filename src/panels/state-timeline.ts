import { authoredPanel } from './authored.ts';
import { type Scale, scaleOf, valueField } from './field.ts';
import type { AuthoredPanel, PanelKind, PanelOptions, ShowableLogs, ShowableMetric, Showing } from './kind.ts';
import { OVER_TIME, queriesOf } from './showing.ts';

/** What a value means: `{ value: 0, text: 'down', color: 'red' }`. */
export interface State {
  readonly value: number;
  readonly text: string;
  readonly color: string;
}

export interface StateTimelineOptions extends PanelOptions, Scale, Showing<ShowableMetric | ShowableLogs> {
  readonly states?: readonly State[];
}

/**
 * Which state each series was in, and when it changed: up or down, leader or follower, firing or not.
 * Compiles to Grafana's state timeline panel. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/state-timeline/
 */
export function stateTimeline(options: StateTimelineOptions): AuthoredPanel {
  return authoredPanel(stateTimelineKind.type, options, stateTimeline);
}

interface Settings extends Scale {
  readonly states: readonly State[];
}

export const stateTimelineKind = {
  type: 'state-timeline',
  width: 12,
  height: 8,
  shows: ({ show }) => queriesOf(show, OVER_TIME),
  settings: (options) => ({ ...scaleOf(options), states: options.states ?? [] }),
  json: (panel) => {
    const { defaults, overrides } = valueField(panel, panel.options);
    return {
      type: 'state-timeline',
      options: {
        alignValue: 'left',
        legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: true },
        mergeValues: true,
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
} satisfies PanelKind<StateTimelineOptions, Settings>;

/** Words and colours for states, in the order they are written. */
export function stateMappings(states: readonly State[]) {
  if (states.length === 0) return [];
  const options = Object.fromEntries(states.map(({ value, text, color }, index) => [String(value), { color, index, text }]));
  return [{ options, type: 'value' }] as const;
}
