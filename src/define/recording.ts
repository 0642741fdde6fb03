import type { AnyRecording, Expr, Recorded, Scalar, WhereRecorded } from '../authored/expr.ts';
import type { Labels } from '../authored/label.ts';
import type { Service } from '../authored/references.ts';
import type { Duration } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import type { Unit } from '../kernel/unit.ts';

export interface RecordingOptions<U extends Unit, L extends Labels, N extends string> {
  /** Whose it is: its rules stand in that service's file. */
  readonly service: Service;
  /** `level:metric:operations`, `route:http_requests:rate5m`. https://prometheus.io/docs/practices/rules/ */
  readonly name: `${string}:${string}:${string}`;
  readonly expr: Expr<U, L> | Scalar<U>;
  /** Labels to add to every series. */
  readonly labels?: Readonly<Record<N, string>>;
  /** How often it is evaluated. @default the server's evaluation interval, in one group with the alerts that read it */
  readonly interval?: Duration;
}

/** A recording: a vector in every query, with the unit and labels of what it records. */
export interface Recording<U extends Unit = Unit, L extends Labels = Labels> extends AnyRecording<U, L> {
  readonly service: Service;
  /** Some of its series, by the labels it keeps. */
  where(match: WhereRecorded<L>): Recorded<U, L>;
}
export interface AuthoredRecording extends AnyRecording, Omit<RecordingOptions<Unit, Labels, string>, 'name'> {}

const prototype = {
  where(this: AnyRecording, match: object): Recorded {
    const { name, unit } = this;
    return define({ kind: 'recorded', name, unit, match: match as Recorded['match'], of: this }, prototype.where); // labels to matches
  },
};

/**
 * A query that Prometheus answers on every evaluation and keeps as a series: for what many rules and panels ask, or what is asked over
 * long ranges. Compiles to a recording rule. Those with the default interval come before the alerts of their service, in one group, so
 * that alerts read what the same evaluation has recorded; other groups are evaluated at other moments and read it up to one interval late.
 * https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 */
export function recording<U extends Unit, L extends Labels, const N extends string = never>(
  options: RecordingOptions<U, L, N>,
): Recording<U, L & { readonly [K in N]: string }> {
  const made: object = { ...options, unit: options?.expr?.unit, kind: 'recording' };
  return define(Object.assign(Object.create(prototype), made), recording, options) as Recording<
    U,
    L & { readonly [K in N]: string }
  >; // as above
}
