import type { DiagnosticSeverity } from '../../kernel/diagnostic.ts';
import type { Explanation } from '../rule.ts';

/** Code, severity, why, bad, good: an explanation of a code that a stage raises by itself. */
export type Row = readonly [code: string, severity: DiagnosticSeverity, why: string, bad: string, good: string];

export function explanationOf([code, severity, why, bad, good]: Row): Explanation {
  return { code, severity, why, bad, good };
}
