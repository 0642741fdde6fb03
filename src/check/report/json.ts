import type { Diagnostic } from '../../kernel/diagnostic.ts';
import { countBySeverity, type Format } from './format.ts';

/** The shape of `--format json`; a field that changes its meaning is a new version. */
const VERSION = 1;

/** For programs: `{ version, diagnostics, summary }`. */
export const json: Format = (diagnostics) =>
  `${JSON.stringify({ version: VERSION, diagnostics: diagnostics.map(plain), summary: countBySeverity(diagnostics) }, null, 2)}\n`;

/** Without the authored objects, which are ours to find the place by. */
function plain({ origin: _, related, ...diagnostic }: Diagnostic): object {
  return { ...diagnostic, ...(related ? { related: related.map(({ at, message }) => ({ at, message })) } : {}) };
}
