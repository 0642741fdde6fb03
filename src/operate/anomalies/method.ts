import type { Grid } from '../statistics/grid.ts';

/** What a method takes for normal at one step. */
export interface Normal {
  /** What is held against it: the value, or the mean of the latest ones. */
  readonly measured: number;
  readonly expected: number;
  /** How far from it is still normal. */
  readonly margin: number;
}

/** How long things are, in steps of the grid. */
export interface Lengths {
  /** What is learnt from. */
  readonly window: number;
  /** How much of the latest is left out of it, so that an incident does not raise its own bar. */
  readonly skip: number;
  readonly season: number;
  readonly cycles: number;
  /** How long around the same time of earlier seasons is taken together. */
  readonly around: number;
  /** What the level of now is the mean of. */
  readonly level: number;
}

/** A way to tell what is normal, by the same rule as the method of alerts of that name. */
export interface Method {
  /** Of every step, the first of them `from`; undefined before it, and where there is too little history. */
  normals(values: Grid['values'], lengths: Lengths, from: number): readonly (Normal | undefined)[];
  /** `more than 3 standard deviations above the mean of 1d` */
  says(direction: 'high' | 'low', lengths: Lengths, duration: (steps: number) => string): string;
}

/** The same function for each step that has a value, the first of them `from`. */
export function eachStep(
  values: Grid['values'],
  from: number,
  normal: (index: number, value: number) => Normal | undefined,
): (Normal | undefined)[] {
  return values.map((value, index) => (value === undefined || index < from ? undefined : normal(index, value)));
}

export function beyond(direction: 'high' | 'low'): string {
  return direction === 'high' ? 'above' : 'below';
}
