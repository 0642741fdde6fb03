import type { DiagnosticSeverity } from '../../kernel/diagnostic.ts';

/** Something in a Loki config that the server refuses, or worse, takes in silence. */
export interface LokiConfigProblem {
  readonly code: string;
  readonly severity: DiagnosticSeverity;
  /** Where in the file: `schema_config.configs[0].store`. */
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

export type LokiConfigCheck = (config: unknown, version: string) => LokiConfigProblem[];
