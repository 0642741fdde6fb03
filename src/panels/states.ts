import type { Panel } from '../model/dashboard.ts';
import { type Scale, scaleOf, valueField } from './field.ts';
import type { PanelOptions, ShowableLogs, ShowableMetric, Showing } from './kind.ts';

/** What a value means: `{ value: 0, text: 'down', color: 'red' }`. */
export interface State {
  readonly value: number;
  readonly text: string;
  readonly color: string;
}

/** What panels of states take, whether a state lasts or is sampled. */
export interface StatesOptions extends PanelOptions, Scale, Showing<ShowableMetric | ShowableLogs> {
  readonly states?: readonly State[];
}

export interface StatesSettings extends Scale {
  readonly states: readonly State[];
}

export function statesSettings(options: StatesOptions): StatesSettings {
  return { ...scaleOf(options), states: options.states ?? [] };
}

/** `fieldConfig` whose values have words and colours. */
export function statesField(panel: Panel, settings: StatesSettings) {
  const { defaults, overrides } = valueField(panel, settings);
  const custom = { fillOpacity: 70, lineWidth: 0 } as const;
  return { defaults: { ...defaults, custom, mappings: mappings(settings.states) }, overrides };
}

function mappings(states: readonly State[]) {
  if (states.length === 0) return [];
  const options = Object.fromEntries(states.map(({ value, text, color }, index) => [String(value), { color, index, text }]));
  return [{ options, type: 'value' }] as const;
}
