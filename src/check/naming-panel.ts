import { isRecord } from '../kernel/canonical.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';

/** A board has many panels: what is wrong with one of them says which, where the message does not. */
export function namingPanel(diagnostic: Diagnostic): Diagnostic {
  const title = titleOf(diagnostic.origin);
  if (title === undefined || diagnostic.message.includes(title)) return diagnostic;
  return { ...diagnostic, message: `Panel ${title}: ${diagnostic.message}` };
}

function titleOf(origin: object | undefined): string | undefined {
  if (!isRecord(origin) || origin['kind'] !== 'panel' || !isRecord(origin['options'])) return undefined;
  const { title } = origin['options'];
  return typeof title === 'string' && title.trim() !== '' ? title : undefined;
}
