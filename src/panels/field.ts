import { compact } from '../kernel/canonical.ts';
import { multiply, printDecimal, rational, toNumber } from '../kernel/decimal.ts';
import type { Panel } from '../model/dashboard.ts';
import type { Slo } from '../model/slo.ts';
import { knownColours } from './known-colours.ts';

/** Where a colour begins, in the panel's unit; from `-Infinity` is the colour below all others. */
export interface Step {
  readonly from: number;
  readonly color: string;
}

/** How values are scaled and coloured, for the kinds that show numbers. */
export interface Scale {
  /** Lowest end of the axis. @default 0 for rates, durations and sizes */
  readonly min?: number;
  /** @default what is seen */
  readonly max?: number;
  /** Digits after the point. @default Grafana's choice */
  readonly decimals?: number;
  /** Colours from values up; below the first it is green. https://grafana.com/docs/grafana/latest/panels-visualizations/configure-thresholds/ */
  readonly thresholds?: readonly Step[];
  /** What stands there while there is no value. @default 'No data' */
  readonly noValue?: string;
}

/** Things that cannot be negative, and look alarming when the axis does not start at nought. */
const FROM_ZERO = new Set(['reqps', 'cps', 'ops', 'rps', 'wps', 'iops', 'eps', 'Bps', 'binBps', 'bps', 's', 'bytes', 'decbytes']);

/** The scale among a panel's options. */
export function scaleOf({ min, max, decimals, thresholds, noValue }: Scale): Scale {
  return compact({ min, max, decimals, thresholds, noValue });
}

/** `fieldConfig` with one colour per series. */
export function seriesField<C extends object>(panel: Panel, scale: Scale, custom: C) {
  const { defaults, overrides } = field(panel, scale, 'palette-classic', custom);
  return { defaults, overrides: [...overrides, ...knownColours(panel)] };
}

/** `fieldConfig` whose colour says how good the value is. */
export function valueField(panel: Panel, scale: Scale) {
  return field(panel, scale, 'thresholds', {});
}

function field<M extends string, C extends object>(panel: Panel, scale: Scale, mode: M, custom: C) {
  const min = scale.min ?? (FROM_ZERO.has(panel.unit) ? 0 : undefined);
  const decimals = scale.decimals ?? (panel.goal ? goalDecimals(panel.goal) : undefined);
  const defaults = {
    color: { mode },
    custom,
    ...(decimals === undefined ? {} : { decimals }),
    mappings: [],
    ...(min === undefined ? {} : { min }),
    ...(scale.max === undefined ? {} : { max: scale.max }),
    ...(scale.noValue === undefined ? {} : { noValue: scale.noValue }),
    thresholds: { mode: 'absolute', steps: panel.goal ? goalSteps(panel.goal) : steps(scale.thresholds ?? []) },
    unit: panel.unit,
  } as const;
  return { defaults, overrides: unitOverrides(panel) };
}

/** Queries that measure something else than the first. A table of several names its columns after their queries. */
function unitOverrides(panel: Panel) {
  const matcher = (refId: string) =>
    panel.type === 'table' ? { id: 'byName', options: `Value #${refId}` } : { id: 'byFrameRefID', options: refId };
  return panel.queries
    .filter(({ unit }) => unit !== panel.unit)
    .map(({ refId, unit }) => ({ matcher: matcher(refId), properties: [{ id: 'unit', value: unit }] }));
}

/** Red below the objective, green from it on. Grafana wants the first step at null, which is minus infinity. */
function goalSteps(goal: Slo) {
  return [
    { color: 'red', value: null },
    { color: 'green', value: toNumber(goal.objective) },
  ];
}

function steps(list: readonly Step[]) {
  const known = list.map(({ from, color }) => ({ color, value: from === -Infinity ? null : from }));
  return known[0]?.value === null ? known : [{ color: 'green', value: null }, ...known];
}

/** One digit more than the objective has, so that a miss by a hair is not rounded into a hit. */
function goalDecimals(goal: Slo): number {
  const [, fraction = ''] = printDecimal(multiply(goal.objective, rational(100n, 1n))).split('.');
  return fraction.length + 1;
}
