import type { Diagnostic, DiagnosticSeverity } from '../../kernel/diagnostic.ts';
import type { Explanation } from '../rule.ts';

export interface ReportOptions {
  /** Puts a colour around a part of the text format. @default none */
  readonly color?: (role: ColorRole, text: string) => string;
  /** What is known of codes: the help texts of SARIF rules. */
  readonly explanations?: ReadonlyMap<string, Explanation>;
  /** Printed where a format names its tool. */
  readonly toolVersion?: string;
}

export type ColorRole = DiagnosticSeverity | 'dim' | 'caret' | 'fix';

/** Diagnostics, with the places they were found at, as text somebody or something reads. */
export type Format = (diagnostics: readonly Diagnostic[], options?: ReportOptions) => string;

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function countBySeverity(diagnostics: readonly Diagnostic[]): Counts {
  const of = (severity: DiagnosticSeverity): number => diagnostics.filter((one) => one.severity === severity).length;
  return { errors: of('error'), warnings: of('warning'), infos: of('info') };
}
