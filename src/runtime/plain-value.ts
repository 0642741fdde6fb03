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
const UNREADABLE = '[unreadable]';
/** Deeper than anyone reads in a log line. */
const MAX_DEPTH = 8;
const MAX_ITEMS = 100;
/** Values of one line, at any depth: what is shared many times over would be written as often. */
const MAX_VALUES = 2_000;
/** Characters of all texts of one line: Loki takes lines of 256 KB. https://grafana.com/docs/loki/latest/configure/#limits_config */
const MAX_TEXT = 100_000;

export type IsRedacted = (key: string) => boolean;

export function redactor(more: readonly string[]): IsRedacted {
  const keys: ReadonlySet<string> = new Set([...REDACTED_KEYS, ...more].map(normal));
  return (key) => keys.has(normal(key));
}

function normal(key: string): string {
  return key.replaceAll(/[-_]/g, '').toLowerCase();
}

export interface PlainOptions {
  readonly isRedacted: IsRedacted;
  /** What is redacted in texts, in numbers as they are written, and in keys. */
  readonly redactText: (text: string) => string;
}
interface Pass extends PlainOptions {
  readonly left: { values: number; text: number };
}

/**
 * A copy that JSON can hold: without credentials, cycles, getters that throw, or anything JSON would refuse or lose. No deeper than 8,
 * 100 of a list or of keys, 2000 values and 100 000 characters in all; what is past that says so.
 */
export function plainValue(value: unknown, options: PlainOptions): unknown {
  return plain(value, { ...options, left: { values: MAX_VALUES, text: MAX_TEXT } }, []);
}

/** Any value in words, no longer than a line may be. */
export function plainText(value: unknown, redactText: (text: string) => string): string {
  try {
    return shortened(typeof value === 'string' ? value : String(value), redactText, MAX_TEXT);
  } catch {
    return UNREADABLE;
  }
}

function shortened(text: string, redactText: (text: string) => string, most: number): string {
  if (text.length <= most) return redactText(text);
  return `${redactText(text.slice(0, most))}[${text.length - most} more characters]`;
}

function plain(value: unknown, pass: Pass, path: readonly object[]): unknown {
  if (pass.left.values-- <= 0) return '[more]';
  if (typeof value === 'string') return textOf(value, pass);
  if (typeof value === 'number') return numberOf(value, pass);
  if (typeof value === 'bigint' || typeof value === 'symbol') return textOf(String(value), pass);
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return value;
  if (path.includes(value)) return '[circular]';
  if (path.length >= MAX_DEPTH) return '[deep]';
  try {
    return plainObject(value, pass, [...path, value]);
  } catch {
    return UNREADABLE;
  }
}

function textOf(text: string, { left, redactText }: Pass): string {
  const shown = shortened(text, redactText, Math.max(0, left.text));
  left.text -= text.length;
  return shown;
}

function numberOf(value: number, { redactText }: Pass): number | string {
  const text = String(value);
  const shown = redactText(text);
  return shown === text && Number.isFinite(value) ? value : shown;
}

function plainObject(value: object, pass: Pass, path: readonly object[]): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof Error) return plainError(value, pass, path);
  if (value instanceof Map) return plainObject(Object.fromEntries(value), pass, path);
  if (value instanceof URL || value instanceof RegExp) return textOf(String(value), pass);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return plainList(value.slice(0, MAX_ITEMS), pass, path);
  if (value instanceof Set) return plainList([...value].slice(0, MAX_ITEMS), pass, path);
  const isPair = [read(value, 'name'), read(value, 'key')].some((key) => typeof key === 'string' && pass.isRedacted(key));
  const isSecret = (key: string) => pass.isRedacted(key) || (isPair && key === 'value');
  return Object.fromEntries(
    Object.keys(value)
      .slice(0, MAX_ITEMS)
      .map((key) => [textOf(key, pass), isSecret(key) ? REDACTED : plain(read(value, key), pass, path)]),
  );
}

/** Headers are lists of names and values too, in pairs or one after the other: what follows a name of a credential is one. */
function plainList(list: readonly unknown[], pass: Pass, path: readonly object[]): unknown[] {
  return list.map((one, index) => {
    const before = list[index - 1];
    return typeof before === 'string' && pass.isRedacted(before) ? REDACTED : plain(one, pass, path);
  });
}

function plainError(error: Error, pass: Pass, path: readonly object[]): object {
  const { name, message, stack, cause } = error;
  const shown = { name: plain(name, pass, path), message: plain(message, pass, path), stack: plain(stack, pass, path) };
  return { ...shown, ...(cause === undefined ? {} : { cause: plain(cause, pass, path) }) };
}

function read(value: object, key: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>>)[key]; // a key of its own
  } catch {
    return UNREADABLE;
  }
}
