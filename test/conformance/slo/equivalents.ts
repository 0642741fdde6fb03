import type { WrongRules } from './mutation-run.ts';

/** Mutants that answer the same, and why. */
export interface Equivalent {
  readonly matches: (mutant: WrongRules) => boolean;
  readonly reason: string;
}

export const EQUIVALENT: readonly Equivalent[] = [];
