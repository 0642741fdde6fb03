import { isRecord } from '../../kernel/canonical.ts';

const LONGEST = 60;

/** A value nobody expected, in a few words: it may be anything, of any size, and refer to itself. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (isRecord(value)) return typeof value['kind'] === 'string' ? `an object of the kind ${shown(value['kind'])}` : 'an object';
  return String(value);
}
