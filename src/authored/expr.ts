import type { Bytes, Duration, Percent } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import type { Unit } from '../kernel/unit.ts';
import type { ValueType } from '../query/promql/functions.ts';
import type { Labels } from './label.ts';
import type { AnyMetric, MetricKind } from './metric.ts';
import type { Match, Selection, Variable } from './selection.ts';

/** Labels nobody has declared: what a text gives is known only once it is parsed. */
export type AnyLabels = Readonly<Record<string, string>>;

/** A query with the type of its value, what it measures, and the labels of its series. */
export interface Query<T extends ValueType, U extends Unit = Unit, L extends Labels = Labels> {
  readonly kind: 'expr';
  readonly type: T;
  /** What the answer measures, where the helper that made it knows; a `promql` text is analysed instead. */
  readonly unit: U;
  readonly strings: readonly string[];
  readonly values: readonly Promql[];
  /** For the compiler alone: the labels of its series. */
  readonly gives?: L;
}
/** A query whose answer is an instant vector. */
export interface Expr<U extends Unit = Unit, L extends Labels = Labels> extends Query<'vector', U, L> {}
/** Series over a window: what `rate` and `maxOverTime` read. */
export interface RangeVector<U extends Unit = Unit, L extends Labels = Labels, K extends MetricKind = MetricKind>
  extends Query<'matrix', U, L> {
  /** For the compiler alone: a counter may be rated, a gauge may not. */
  readonly over?: K;
}
/** One number without labels. */
export interface Scalar<U extends Unit = Unit> extends Query<'scalar', U, {}> {}
export type AnyQuery = Expr | RangeVector | Scalar;

/** What a recording may be asked for: exactly the labels it keeps. */
export type WhereRecorded<L extends Labels> = { readonly [K in keyof L]?: Match<L[K]> };

/** Series that a rule of ours records, by name: what an SLO's `attained` reads, or some series of a recording. */
export interface Recorded<U extends Unit = Unit, L extends Labels = Labels> {
  readonly kind: 'recorded';
  readonly name: string;
  readonly unit: U;
  readonly match: Readonly<Record<string, unknown>>;
  /** The recording they are of; those an SLO implies have none. */
  readonly of?: AnyRecording;
  readonly gives?: L;
}

export interface AnyRecording<U extends Unit = Unit, L extends Labels = Labels> {
  readonly kind: 'recording';
  readonly name: string;
  readonly unit: U;
  readonly gives?: L;
}

/** A window only Grafana knows, for the queries of panels. */
export interface GrafanaWindow {
  readonly kind: 'grafana-window';
  readonly name: '__rate_interval' | '__range' | '__interval';
}
/** How far back: a duration, or a window of the dashboard. */
export type Window = Duration | GrafanaWindow;

/** Label names for a `by (…)`, `without (…)` or `on (…)` in a text. */
export interface LabelList {
  readonly kind: 'label-list';
  readonly names: readonly string[];
}

/** What is measured at one moment: everything that stands for an instant vector. */
export type Instant = AnyMetric | Selection<AnyMetric> | Expr | AnyRecording | Recorded;

/** What `${…}` may hold in `promql`: series, other queries, quantities that become base units, windows and lists of labels. */
export type Promql =
  | Instant
  | AnyQuery
  | Duration
  | Bytes
  | Percent
  | number
  | Variable
  | GrafanaWindow
  | LabelList
  | StringLiteral;

/** A PromQL string, written by a helper: an author's text never becomes one by accident. */
export interface StringLiteral {
  readonly kind: 'string';
  readonly text: string;
}

export type By = (...a: never[]) => unknown;

/** A query of texts and holes; `by` is the helper its author called. */
export function template<Q extends Query<ValueType>>(
  type: ValueType,
  unit: Unit | undefined,
  strings: readonly string[],
  values: readonly Promql[],
  by: By,
): Q {
  const made: object = { kind: 'expr', type, unit, strings, values };
  return define(made, by) as Q; // the helper's signature says which; `unit` is read only where it was given
}

/** The metric behind a selection. */
export function metricOf(of: AnyMetric | Selection<AnyMetric>): AnyMetric {
  return of?.kind === 'selection' ? of.of : of; // an import cycle leaves undefined, which `resolve` reports
}
