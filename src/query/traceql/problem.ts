import type { DiagnosticSeverity } from '../../kernel/diagnostic.ts';
import type { Span } from './tree.ts';

export interface TraceqlProblem {
  readonly code: string;
  /** @default 'error' */
  readonly severity?: DiagnosticSeverity;
  readonly message: string;
  readonly span: Span;
  /** What to type, where that is known. */
  readonly fix?: string;
}
