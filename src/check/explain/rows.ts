import type { DiagnosticSeverity } from '../../kernel/diagnostic.ts';
import type { Explanation } from '../rule.ts';

/** Lines of an example; one line needs no list. */
type Lines = string | readonly string[];

/** Code, severity, why, bad, good: an explanation of a code that a stage raises by itself. */
export type Row = readonly [
  code: string,
  severity: DiagnosticSeverity,
  why: string,
  bad: Lines,
  good: Lines,
  example?: 'definitions' | 'session',
];

export function explanationOf([code, severity, why, bad, good, example = 'definitions']: Row): Explanation {
  return { code, severity, why, bad: textOf(bad), good: textOf(good), example };
}

function textOf(lines: Lines): string {
  return typeof lines === 'string' ? lines : lines.join('\n');
}
