import type { OptionNames } from '../authored/option-names.ts';
import type { FieldOverride, ValueMapping } from '../model/panel-frame.ts';
import type { Scale, Step } from './field.ts';
import type { Repeat } from './frame.ts';
import type { PanelOptions, Showing, Shown, TraceqlText } from './kind.ts';
import type { LegendOptions } from './legend.ts';
import type { Reduced } from './reduce.ts';
import type { State } from './states.ts';

const MAPPING: OptionNames<ValueMapping> = {
  text: true,
  color: true,
  value: true,
  from: true,
  to: true,
  matches: true,
  special: true,
};
const OVERRIDE: OptionNames<FieldOverride> = {
  ...{ of: true, name: true, unit: true, color: true, decimals: true, min: true, max: true },
  ...{ axis: true, width: true, hidden: true, raw: true },
};
const REPEAT: OptionNames<Repeat> = { for: true, direction: true, maxPerRow: true };
const STEP: OptionNames<Step> = { from: true, color: true };
const SHOWN: OptionNames<Shown | TraceqlText> = { show: true, legend: true, instant: true, traceql: true };

/** What every panel takes but `unit`, which a paragraph has none of. */
export const UNITLESS: OptionNames<Omit<PanelOptions, 'unit'>> = {
  ...{ title: true, description: true, width: true, height: true, transparent: true, links: true, dataLinks: true },
  repeat: REPEAT,
  at: { x: true, y: true },
  ...{ timeFrom: true, timeShift: true, hideTimeOverride: true, interval: true, maxDataPoints: true },
  transformations: true, // Grafana's own
  mappings: MAPPING,
  overrides: OVERRIDE,
};

/** What every panel takes. */
export const PANEL: OptionNames<PanelOptions> = { ...UNITLESS, unit: true };
/** What kinds with queries take. */
export const SHOWING: OptionNames<Showing> = { show: SHOWN };
/** What kinds with numbers take. */
export const SCALE: OptionNames<Scale> = { min: true, max: true, decimals: true, thresholds: STEP, noValue: true };
export const REDUCED: OptionNames<Reduced> = { reduce: true };
export const STATES: OptionNames<State> = { value: true, text: true, color: true };
export const LEGEND: OptionNames<LegendOptions> = { mode: true, placement: true, calcs: true };
