import type { Span } from './tree.ts';

export interface LogqlProblem {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
  /** What to type, where that is known. */
  readonly fix?: string;
}
