import { isRecord } from '../../kernel/canonical.ts';
import { isSecret } from '../../kernel/secret.ts';

/** Grafana expands `$NAME` in every value of a provisioning file, besides those of some fields; a doubled `$` is one. References to secrets it reads itself. */
export function escapeDollars(value: unknown, unexpanded: ReadonlySet<string> = new Set()): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map((one) => escapeDollars(one, unexpanded));
  if (isSecret(value)) return 'file' in value ? `$__file{${value.file}}` : `$__env{${value.env}}`;
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, inner]) => [key, unexpanded.has(key) ? inner : escapeDollars(inner, unexpanded)]));
}
