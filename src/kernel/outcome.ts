import type { Diagnostic } from './diagnostic.ts';
import { once } from './once.ts';

/** What every pure stage returns: a value, and everything that is wrong with it. Nobody throws for an author's mistake. */
export interface Outcome<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

export function outcome<T>(value: T, diagnostics: readonly Diagnostic[] = []): Outcome<T> {
  return { value, diagnostics };
}

/** The same where it takes long to find out what is wrong: that is done when somebody asks. */
export function lateOutcome<T>(value: T, find: () => readonly Diagnostic[]): Outcome<T> {
  const diagnostics = once(find);
  return {
    value,
    get diagnostics() {
      return diagnostics();
    },
  };
}

/** Many outcomes as one, in order. */
export function gather<T>(outcomes: Iterable<Outcome<T>>): Outcome<T[]> {
  const values: T[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const one of outcomes) {
    values.push(one.value);
    diagnostics.push(...one.diagnostics);
  }
  return { value: values, diagnostics };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((one) => one.severity === 'error');
}
