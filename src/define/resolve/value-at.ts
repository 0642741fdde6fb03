import { isRecord } from '../../kernel/canonical.ts';

/** What stands at a path, undefined where it leads nowhere. */
export function valueAt(holder: unknown, keys: readonly string[]): unknown {
  let value = holder;
  for (const key of keys) {
    if (!isRecord(value) && !Array.isArray(value)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key]; // a list has its elements by their numbers
  }
  return value;
}
