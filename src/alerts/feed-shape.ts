import type { VectorSelector } from '../query/promql/tree.ts';

/** How a window follows what it looks at: at its highest, its lowest, its mean, or as a counter's slope. */
export type Follows = 'max' | 'min' | 'mean' | 'slope';

export interface FeedWindow {
  readonly follows: Follows;
  readonly ms: number;
  /** What it looks at rises when the whole expression does. */
  readonly rises: boolean;
}

/** A series, and what it must show for the expression to have a value. */
export interface Leaf {
  readonly series: string;
  readonly selector: VectorSelector;
  /** A counter grows by it each second; anything else shows it. */
  readonly counter: boolean;
  /** The labels that are kept apart above it. */
  readonly groupBy: readonly string[];
  back(value: number): number;
}

/** The series that give an expression any value one likes: how its tests are fed. */
export interface Feed {
  readonly leaves: readonly Leaf[];
  /** Innermost last. */
  readonly windows: readonly FeedWindow[];
  /** A value comes out as it was put in, to the last bit. */
  readonly exact: boolean;
  /** The values it can have. */
  readonly min: number;
  readonly max: number;
}
