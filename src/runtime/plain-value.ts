/** Keys that hold credentials in most programs. */
export const REDACTED_KEYS = [
  'password',
  'passwd',
  'secret',
  'token',
  'accesstoken',
  'refreshtoken',
  'apikey',
  'authorization',
  'cookie',
  'setcookie',
  'credentials',
  'privatekey',
  'clientsecret',
] as const;

const REDACTED = '[redacted]';
/** Deeper than anyone reads in a log line. */
const MAX_DEPTH = 8;
const MAX_ITEMS = 100;

export type IsRedacted = (key: string) => boolean;

export function redactor(more: readonly string[]): IsRedacted {
  const keys: ReadonlySet<string> = new Set([...REDACTED_KEYS, ...more].map(normal));
  return (key) => keys.has(normal(key));
}

function normal(key: string): string {
  return key.replaceAll(/[-_]/g, '').toLowerCase();
}

/** A copy that JSON can hold: without credentials, cycles, getters that throw, or anything JSON would refuse or lose. */
export function plainValue(value: unknown, isRedacted: IsRedacted, path: readonly object[] = []): unknown {
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return '[function]';
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (path.includes(value)) return '[circular]';
  if (path.length >= MAX_DEPTH) return '[deep]';
  try {
    return plainObject(value, isRedacted, [...path, value]);
  } catch {
    return '[unreadable]';
  }
}

function plainObject(value: object, isRedacted: IsRedacted, path: readonly object[]): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof Error) return plainError(value, isRedacted, path);
  if (value instanceof Map) return plainObject(Object.fromEntries(value), isRedacted, path);
  if (value instanceof URL || value instanceof RegExp) return String(value);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value) || value instanceof Set) {
    return Array.from(value)
      .slice(0, MAX_ITEMS)
      .map((one) => plainValue(one, isRedacted, path));
  }
  return Object.fromEntries(
    Object.keys(value)
      .slice(0, MAX_ITEMS)
      .map((key) => [key, isRedacted(key) ? REDACTED : plainValue(read(value, key), isRedacted, path)]),
  );
}

function plainError(error: Error, isRedacted: IsRedacted, path: readonly object[]): object {
  const { name, message, stack, cause } = error;
  return { name, message, stack, ...(cause === undefined ? {} : { cause: plainValue(cause, isRedacted, path) }) };
}

function read(value: object, key: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>>)[key]; // a key of its own
  } catch {
    return '[unreadable]';
  }
}
