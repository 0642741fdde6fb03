import type { Field } from '../field.ts';
import type { AlertProblem } from '../kind.ts';

/** How it is told what is normal: made by `zScore`, `iqr`, `seasonal`, `levelShift` or `rateOfChange`. */
export interface AnomalyMethod<F extends string = string> {
  readonly kind: 'anomaly-method';
  readonly form: F;
  readonly options: object;
}

/** A way to tell what is normal: one file under `alerts/anomaly/` and one line in `methods.ts`. */
export interface MethodKind<O extends object = object> {
  readonly form: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** What is wrong with options that fit one by one. */
  problems?(options: O): readonly AlertProblem[];
  /** `value` is the recorded measurement, `recorded` names a further recording of this method. */
  normal(options: O, value: string, recorded: (operation: string) => string): Normal;
}

/** What is normal, in PromQL over recorded series. All of it has the labels of the measurement. */
export interface Normal {
  /** Recorded in this order, before `expected`. */
  readonly ahead: readonly Ahead[];
  /** What is held against it: the measurement itself, or a recording ahead. */
  readonly measured: string;
  /** What is expected now; no answer where there is too little history. */
  readonly expected: string;
  /** How far from it is still normal. */
  readonly margin: string;
  /** How long it must have been measured before it can fire. */
  readonly historyMs: number;
  /** What its tests are reckoned from. */
  readonly proof: Proof;
  /** Completes `It is not …`. */
  readonly meaning: string;
}

export interface Proof {
  /** The margin of a series that is as often above as below its level, in units of how far; of a method that looks at no deviations none. */
  readonly deviations?: number;
  /** The margin as a share of the level. */
  readonly share?: number;
  /** The shortest window it learns from. */
  readonly learnsMs: number;
  /** How long a change that stays is odd, at least. */
  readonly lastsMs: number;
  /** How long after a change it has seen nothing else. */
  readonly lagMs: number;
}

export interface Ahead {
  readonly operation: string;
  readonly promql: string;
}
