import type { Ahead, Normal } from './method.ts';

export type Direction = 'rise' | 'drop' | 'both';

export interface Least {
  /** Of what is expected: `0.1`. */
  readonly share: string;
  /** In the unit of the measurement. */
  readonly change: string | undefined;
}

/** One method over its recordings: which are needed, and when it calls the measurement odd. */
export interface Odd {
  readonly ahead: readonly Ahead[];
  /** By side, each a comparison of two vectors. */
  readonly sides: Readonly<Record<'rise' | 'drop', Comparison>>;
}
interface Comparison {
  readonly left: string;
  readonly op: '>' | '<';
  readonly right: string;
}

export function oddOf({ ahead, measured, expected, margin }: Normal, least: Least, recorded: (operation: string) => string): Odd {
  const [middle, width] = [recorded('expected'), recorded('margin')];
  return {
    ahead: [
      ...ahead,
      { operation: 'expected', promql: expected },
      { operation: 'margin', promql: atLeast(margin, middle, least) },
    ],
    sides: {
      rise: { left: measured, op: '>', right: `${middle} + ${width}` },
      drop: { left: measured, op: '<', right: `${middle} - ${width}` },
    },
  };
}

export function sidesOf(direction: Direction): readonly ('rise' | 'drop')[] {
  return direction === 'both' ? ['rise', 'drop'] : [direction];
}

/**
 * The larger of the margin and the least that matters. Without it a constant series would be odd for a rounding error; a margin of nothing,
 * of a series that has always been 0, is no answer: there is no scale to hold a change against.
 */
function atLeast(margin: string, expected: string, { share, change }: Least): string {
  const floor = `${share} * abs(${expected})`;
  const larger = `((${margin}) > ${floor}) or ${floor}`;
  return change === undefined ? `(${larger}) > 0` : `clamp_min(${larger}, ${change})`;
}
