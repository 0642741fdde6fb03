import type { Duration } from '../kernel/literals.ts';
import { PER_SECOND, type Unit } from '../kernel/unit.ts';
import { FUNCTIONS, type FunctionShape } from '../query/promql/functions.ts';
import { argumentsOf, joined, ranged, templateOf, type WindowArgument } from './arguments.ts';
import { type Instant, template } from './expr.ts';
import type * as types from './function-types.ts';
import { unitOf } from './vector.ts';

/** The signatures functions have. */
interface Families {
  same: types.OfVector<'same'>;
  bare: types.OfVector<'unknown'>;
  counted: types.OfVector<'count'>;
  moment: types.OfVector<'seconds'>;
  to: types.OfVectorTo;
  round: types.Round;
  clamp: types.Clamp;
  overTime: types.OverTime<'same'>;
  bareOverTime: types.OverTime<'unknown'>;
  countOverTime: types.OverTime<'count'>;
  momentOverTime: types.OverTime<'seconds'>;
  rate: types.OfCounter<'perSecond'>;
  growth: types.OfCounter<'same'>;
  restarts: types.OfCounter<'count'>;
  slope: types.OfGauge<'perSecond'>;
  change: types.OfGauge<'same'>;
  quantileOverTime: types.QuantileOverTime;
  predictLinear: types.PredictLinear;
  smoothing: types.Smoothing;
  absent: types.Absent;
  absentOverTime: types.AbsentOverTime;
  histogramQuantile: types.HistogramQuantile;
  histogramQuantiles: types.HistogramQuantiles;
  histogramFraction: types.HistogramFraction;
  labelReplace: types.LabelReplace;
  labelJoin: types.LabelJoin;
  sortByLabel: types.SortByLabel;
  withInfo: types.WithInfo;
  datePart: types.DatePart;
  scalar: types.ScalarOf;
  vector: types.VectorOf;
  time: types.Constant<'seconds'>;
  number: types.Constant<'count'>;
  ofScalars: types.OfScalars;
}
type Family = keyof Families;

/** Every function of PromQL, by the signature it has; `maxOverTime` is `max_over_time`. A test holds it to the table of the language. */
const FAMILY_OF = {
  ...of('same', 'abs', 'ceil', 'floor', 'sort', 'sortDesc'),
  ...of('bare', 'exp', 'ln', 'log2', 'log10', 'sqrt', 'sgn', 'deg', 'rad'),
  ...of('bare', 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cos', 'cosh', 'sin', 'sinh', 'tan', 'tanh'),
  ...of('bare', 'histogramAvg', 'histogramSum', 'histogramStddev', 'histogramStdvar'),
  ...of('counted', 'histogramCount'),
  ...of('moment', 'timestamp', 'startTimestamp'),
  ...of('to', 'clampMin', 'clampMax'),
  ...of('round', 'round'),
  ...of('clamp', 'clamp'),
  ...of('overTime', 'avgOverTime', 'maxOverTime', 'minOverTime', 'sumOverTime', 'lastOverTime', 'firstOverTime'),
  ...of('overTime', 'stddevOverTime', 'madOverTime'),
  ...of('bareOverTime', 'stdvarOverTime'),
  ...of('countOverTime', 'countOverTime', 'presentOverTime', 'changes'),
  ...of('momentOverTime', 'tsOfMaxOverTime', 'tsOfMinOverTime', 'tsOfFirstOverTime', 'tsOfLastOverTime'),
  ...of('rate', 'rate', 'irate'),
  ...of('growth', 'increase'),
  ...of('restarts', 'resets'),
  ...of('slope', 'deriv'),
  ...of('change', 'delta', 'idelta'),
  ...of('quantileOverTime', 'quantileOverTime'),
  ...of('predictLinear', 'predictLinear'),
  ...of('smoothing', 'doubleExponentialSmoothing'),
  ...of('absent', 'absent'),
  ...of('absentOverTime', 'absentOverTime'),
  ...of('histogramQuantile', 'histogramQuantile'),
  ...of('histogramQuantiles', 'histogramQuantiles'),
  ...of('histogramFraction', 'histogramFraction'),
  ...of('labelReplace', 'labelReplace'),
  ...of('labelJoin', 'labelJoin'),
  ...of('sortByLabel', 'sortByLabel', 'sortByLabelDesc'),
  ...of('withInfo', 'info'),
  ...of('datePart', 'dayOfMonth', 'dayOfWeek', 'dayOfYear', 'daysInMonth', 'hour', 'minute', 'month', 'year'),
  ...of('scalar', 'scalar'),
  ...of('vector', 'vector'),
  ...of('time', 'time', 'start', 'end', 'step', 'range'),
  ...of('number', 'pi'),
  ...of('ofScalars', 'maxOf', 'minOf'),
};

/** The functions of PromQL. https://prometheus.io/docs/prometheus/latest/querying/functions/ */
export type PromqlFunctions = { readonly [N in keyof typeof FAMILY_OF]: Families[(typeof FAMILY_OF)[N]] };

/** What the result measures, where the type says so; of the others the analysis of the text tells. */
const UNIT: Partial<Record<Family, (unit: Unit | undefined) => Unit | undefined>> = {
  ...Object.fromEntries(
    ['same', 'to', 'round', 'clamp', 'overTime', 'growth', 'change', 'labelReplace', 'labelJoin'].map((one) => [one, same]),
  ),
  rate: (unit) => unit && PER_SECOND[unit],
  slope: (unit) => unit && PER_SECOND[unit],
};

export const functions = Object.fromEntries(
  Object.entries(FAMILY_OF).map(([name, family]) => [name, helperOf(name, family)]),
) as unknown as PromqlFunctions; // one helper a name, with the signature of its family

function helperOf(name: string, family: Family): (...args: readonly unknown[]) => unknown {
  const shape = FUNCTIONS.get(snakeCase(name));
  if (!shape) throw new Error(`no function ${snakeCase(name)}`); // a mistake in the table above: every test would see it
  const helper = (...args: readonly unknown[]): unknown => callOf(shape, family, args, helper);
  return helper;
}

function callOf(
  shape: FunctionShape,
  family: Family,
  args: readonly unknown[],
  by: typeof helperOf | ((...a: never[]) => unknown),
) {
  const pieces = joined(argumentsOf(shape.args, shape.variadic, args));
  const { strings, values } = templateOf([{ text: `${shape.name}(` }, ...pieces, { text: ')' }]);
  const index = shape.args.findIndex((type) => type === 'vector' || type === 'matrix');
  const unit = index === -1 ? undefined : UNIT[family]?.(unitOf(args[index] as Instant)); // the signature says so
  return template(shape.result, unit, strings, values, by);
}

/** `of[window]` as a value of its own. */
export const over = ((of: Instant, window: WindowArgument) => {
  const { strings, values } = templateOf(ranged(of, window));
  return template('matrix', unitOf(of), strings, values, over);
}) as types.Over;

/** `of offset ago`: the series as they were. https://prometheus.io/docs/prometheus/latest/querying/basics/#offset-modifier */
export const offset = ((of: Instant, ago: Duration) =>
  template('vector', unitOf(of), ['', ' offset ', ''], [of, ago], offset)) as types.Offset;

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function of<F extends Family, N extends string>(family: F, ...names: readonly N[]): { readonly [K in N]: F } {
  return Object.fromEntries(names.map((name) => [name, family])) as { readonly [K in N]: F }; // each of the names, once
}

function same(unit: Unit | undefined): Unit | undefined {
  return unit;
}
