/** Mutants that answer the same, and why. */
export interface Equivalent {
  readonly mutants: RegExp;
  readonly reason: string;
}

export const EQUIVALENT: readonly Equivalent[] = [];
