import type { Unit } from '../../kernel/unit.ts';
import { ANY_VALUE, type Bounds } from './bounds.ts';
import { type Labels, NO_LABELS } from './labels.ts';
import type { Expr } from './tree.ts';

/** What a value measures: `unit` as it is shown, `perSecond` what it was before a rate. */
export interface Measure {
  readonly unit?: Unit | undefined;
  readonly perSecond?: Unit | undefined;
  /** What the histogram behind it observes. */
  readonly observed?: Unit | undefined;
  /** A quantity times a plain number, such as a ratio in per cent; then there is no `unit`. */
  readonly scaled?: { readonly unit: Unit; readonly factor: number } | undefined;
}

/** What the series are, and what their value is. */
export interface Value extends Measure {
  readonly labels: Labels;
  /** The series whose raw, ever growing value this is. */
  readonly counter?: string | undefined;
  /** The series whose raw value this is, which goes up and down. */
  readonly gauge?: string | undefined;
  /** `bucket` comes from `x_bucket`, `native` from a histogram that needs no `le`. */
  readonly histogram?: 'bucket' | 'native' | undefined;
  /** An info metric, always 1: multiplied by it a value only gains labels. */
  readonly info?: boolean | undefined;
  /** A number the author wrote. */
  readonly literal?: { readonly value: number; readonly text: string } | undefined;
}

/** Whether series carry something. */
export type Presence = 'always' | 'possibly' | 'never';
/** Whether the answer may hold no series. */
export type Emptiness = 'never' | 'possibly' | 'always';

/** The part of an expression that decides, and what it does. */
export interface Because {
  readonly node: Expr;
  readonly why: string;
}

/** How much there is of it. */
export interface Extent {
  /** Whether the series carry the metric name. */
  readonly name: Presence;
  readonly empty: Emptiness;
  /** Why it is never or always empty, or what may make it so. */
  readonly because: Because | undefined;
  /** Between which numbers every value lies. */
  readonly bounds: Bounds;
  /** Upper bound of the number of series; Infinity where nothing is known of the metric. */
  readonly series: number;
  /** Upper bound of the values of each label, where it is known; to have none counts as one. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Which series there are can change from one evaluation to the next although the metrics stay: `topk`, `count_values`. */
  readonly varies: boolean;
  /** Upper bound of the samples one evaluation of it touches, as Prometheus counts them. */
  readonly samples: number;
}

/** What is known of the value of one expression. */
export interface Facts extends Value, Extent {}

export const NO_SIZES: ReadonlyMap<string, number> = new Map();

/** A scalar: one value, always there. */
export const SCALAR: Extent = {
  name: 'never',
  empty: 'never',
  because: undefined,
  bounds: ANY_VALUE,
  series: 1,
  sizes: NO_SIZES,
  varies: false,
  samples: 0,
};

export const NO_FACTS: Facts = { ...SCALAR, labels: NO_LABELS };

/** A value and how much there is of it. Every field is named, in one order: the analysis makes very many of these. */
export function factsOf(value: Value, extent: Extent): Facts {
  return {
    labels: value.labels,
    unit: value.unit,
    perSecond: value.perSecond,
    observed: value.observed,
    scaled: value.scaled,
    counter: value.counter,
    gauge: value.gauge,
    histogram: value.histogram,
    info: value.info,
    literal: value.literal,
    name: extent.name,
    empty: extent.empty,
    because: extent.because,
    bounds: extent.bounds,
    series: extent.series,
    sizes: extent.sizes,
    varies: extent.varies,
    samples: extent.samples,
  };
}

/** A computed value. Every field is there, in one order: objects of many forms are slow to read, and the analysis reads very many. */
export function valueFrom(
  labels: Labels,
  { unit, perSecond, observed, scaled }: Measure = NO_MEASURE,
  histogram?: Value['histogram'],
): Value {
  return {
    labels,
    unit,
    perSecond,
    observed,
    scaled,
    counter: undefined,
    gauge: undefined,
    histogram,
    info: undefined,
    literal: undefined,
  };
}

/** The same value without what is true only of a raw one, for a result that is computed. */
export function computed(value: Value, labels = value.labels): Value {
  return valueFrom(labels, value, value.histogram);
}

export function measure(unit?: Unit, perSecond?: Unit, observed?: Unit): Measure {
  return { unit, perSecond, observed, scaled: undefined };
}

export const NO_MEASURE: Measure = measure();

export function withoutUnit(value: Value): Value {
  return { ...value, unit: undefined, perSecond: undefined, scaled: undefined };
}
