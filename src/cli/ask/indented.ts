/** Deeper is told by a number: a table as wide as a trace is deep could not be read, nor held. */
export const DEEPEST = 30;

/** A line of a tree, so far to the right as it is deep. */
export function indented(depth: number, text: string): string {
  return depth <= DEEPEST ? `${'  '.repeat(depth)}${text}` : `${'  '.repeat(DEEPEST)}[${depth}] ${text}`;
}

/** What is said below a tree that goes deeper. */
export function deeperThanShown(depths: readonly number[]): string {
  const deepest = depths.reduce((most, one) => Math.max(most, one), 0);
  return deepest <= DEEPEST ? '' : ` It is ${deepest} deep: below ${DEEPEST}, the depth is written as [${DEEPEST + 1}].`;
}
