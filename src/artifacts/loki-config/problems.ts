import { keyProblems } from './keys.ts';
import type { LokiConfigCheck, LokiConfigProblem } from './problem.ts';
import { retentionProblems } from './retention.ts';
import { schemaProblems } from './schema.ts';
import { silentProblems } from './silent.ts';

const CHECKS: readonly LokiConfigCheck[] = [schemaProblems, keyProblems, silentProblems, retentionProblems];

/** Everything wrong with a Loki config, ours or a foreign one, for `version` (`3.7`, `4.0`). */
export function lokiConfigProblems(config: unknown, version: string): LokiConfigProblem[] {
  return CHECKS.flatMap((check) => check(config, version));
}
