import type { Expr } from '../../authored/query.ts';
import type { AnyAlert } from '../../authored/references.ts';
import type { Duration } from '../../kernel/literals.ts';
import type { AlertOptions } from '../kind.ts';

/** A condition that is no alert of its own. */
export interface NamedCondition {
  readonly name: string;
  /** A comparison: it holds for the series of its answer. */
  readonly when: Expr;
}
export type Condition = AnyAlert | NamedCondition;

export type CorrelationOptions = AlertOptions & {
  /** How far apart they may be: each has held at some moment of the last so much. */
  readonly within: Duration;
  /** The labels they share: those of one instance belong together. Every condition must keep them. @default none: wherever they hold */
  readonly by?: readonly string[];
} & (
    | {
        /** All of these must have held. */
        readonly all: readonly Condition[];
        readonly some?: never;
        readonly atLeast?: never;
      }
    | {
        /** So many of these must have held. Fires once for each that has, with its name in the label `condition`. */
        readonly some: readonly Condition[];
        readonly atLeast: number;
        readonly all?: never;
      }
  );
