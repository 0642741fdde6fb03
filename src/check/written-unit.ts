import { isRecord } from '../kernel/canonical.ts';
import type { Panel } from '../model/dashboard.ts';

/** The unit an author gave a panel, in its options or in Grafana's own JSON; undefined where it follows from what is shown. */
export function writtenUnit({ origin }: Panel): string | undefined {
  const inJson = textAt(origin, ['options', 'json', 'fieldConfig', 'defaults', 'unit']);
  return inJson ?? textAt(origin, ['options', 'unit']);
}

function textAt(value: unknown, [key, ...rest]: readonly string[]): string | undefined {
  if (key === undefined) return typeof value === 'string' ? value : undefined;
  return isRecord(value) ? textAt(value[key], rest) : undefined;
}
