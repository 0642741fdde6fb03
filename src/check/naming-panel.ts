import { isRecord } from '../kernel/canonical.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';

/** What boards share is called by its own name. */
const OF_LIBRARY = /\b(?:library|folder)-clash$/;

/** A board has many panels: what is wrong with one of them says which, where the message does not. */
export function namingPanel(diagnostic: Diagnostic): Diagnostic {
  const title = titleOf(diagnostic.origin);
  if (title === undefined || OF_LIBRARY.test(diagnostic.code) || diagnostic.message.includes(title)) return diagnostic;
  return { ...diagnostic, message: `Panel ${title}: ${diagnostic.message}` };
}

function titleOf(origin: object | undefined): string | undefined {
  if (!isRecord(origin) || origin['kind'] !== 'panel' || !isRecord(origin['options'])) return undefined;
  const { title } = origin['options'];
  return typeof title === 'string' && title.trim() !== '' ? title : undefined;
}
