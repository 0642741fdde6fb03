import type { AnyCounter, AnyInfo, Of } from '../authored/metric.ts';
import type { Duration, Percent } from '../kernel/literals.ts';
import type { AlertOptions } from './kind.ts';

/** The share of bad events of a new version, against that of the one before it. */
export interface Regression {
  /** Failures; a counter, or some of its series. */
  readonly bad: Of<AnyCounter>;
  /** Everything that was tried, the failures among it. */
  readonly total: Of<AnyCounter>;
  /** How many times the share of the version before. @default 2 */
  readonly times?: number;
  /** A smaller share of failures is never told. @default '1%' */
  readonly atLeast?: Percent | number;
  /** @default '10m' */
  readonly window?: Duration;
  /** With fewer events of the new version in the window it stays quiet. @default 100 */
  readonly minCount?: number;
  /** How long a version is new. @default '1d' */
  readonly newFor?: Duration;
}

export interface VersionSettings extends AlertOptions {
  readonly of: Of<AnyInfo>;
  readonly label?: string;
  readonly below?: string;
  readonly deprecated?: readonly string[];
  readonly regression?: Regression;
}
