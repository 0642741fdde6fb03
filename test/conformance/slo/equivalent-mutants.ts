/** Mutants that answer the same, and why. */
const EQUIVALENT: readonly (readonly [what: RegExp, reason: string])[] = [];

export function equivalence(what: string): string | undefined {
  return EQUIVALENT.find(([pattern]) => pattern.test(what))?.[1];
}
