import { isRecord } from '../../kernel/canonical.ts';

/** What stands at `limits_config.otlp_config`, or undefined. */
export function at(config: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), config);
}

export function listAt(config: unknown, path: string): readonly unknown[] {
  const value = at(config, path);
  return Array.isArray(value) ? value : [];
}

export function textAt(config: unknown, path: string): string | undefined {
  const value = at(config, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
