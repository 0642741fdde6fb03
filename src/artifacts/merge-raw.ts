import { isRecord } from '../kernel/canonical.ts';

/** `raw` over what was compiled, key by key; a list replaces a list, `null` removes a key. */
export function mergeRaw(
  compiled: Readonly<Record<string, unknown>>,
  raw: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...compiled };
  for (const [key, value] of Object.entries(raw)) {
    if (value === null) delete merged[key];
    else merged[key] = isRecord(value) ? mergeRaw(isRecord(merged[key]) ? merged[key] : {}, value) : value;
  }
  return merged;
}
