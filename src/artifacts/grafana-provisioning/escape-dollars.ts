import { isRecord } from '../../kernel/canonical.ts';

/** Grafana expands `$NAME` in every value of a provisioning file, besides those of some fields; a doubled `$` is one. */
export function escapeDollars(value: unknown, unexpanded: ReadonlySet<string> = new Set()): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map((one) => escapeDollars(one, unexpanded));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, inner]) => [key, unexpanded.has(key) ? inner : escapeDollars(inner, unexpanded)]));
}
