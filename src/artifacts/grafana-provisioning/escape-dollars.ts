import { isRecord } from '../../kernel/canonical.ts';

/** Grafana expands `$NAME` in every value of a provisioning file; a doubled `$` is one. */
export function escapeDollars(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map(escapeDollars);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escapeDollars(inner)]));
}
