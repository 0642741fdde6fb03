import { printDecimal } from '../kernel/decimal.ts';
import { printDuration } from '../kernel/duration.ts';

/** Who it is and where it was written: told elsewhere. */
const IDENTITY = new Set(['address', 'name', 'origin', 'kind', 'title']);

/** Every setting of a resolved definition, those nobody wrote included: `prometheus.retention: 90d`. */
export function settings(of: object, path = ''): string[] {
  return Object.entries(of).flatMap(([key, value]) => (IDENTITY.has(key) ? [] : setting(`${path}${key}`, value)));
}

function setting(path: string, value: unknown): string[] {
  if (value === undefined || value instanceof Map) return [];
  if (typeof value === 'number' && path.endsWith('Ms')) return [`${path.slice(0, -2)}: ${printDuration(value)}`];
  if (Array.isArray(value)) {
    const words = value.map(short);
    if (words.includes('')) return value.flatMap((one, index) => setting(`${path}[${index}]`, one));
    return words.length === 0 ? [] : [`${path}: ${words.join(', ')}`];
  }
  if (typeof value !== 'object' || value === null || short(value) !== '') return [`${path}: ${short(value)}`];
  return settings(value, `${path}.`);
}

/** In a word; empty for what has settings of its own. A secret is never more than that there is one. */
function short(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if ('kind' in value && value.kind === 'secret') return 'a secret';
  if ('n' in value && typeof value.n === 'bigint' && 'd' in value && typeof value.d === 'bigint')
    return printDecimal({ n: value.n, d: value.d });
  if ('name' in value) return String(value.name);
  return 'type' in value && Object.keys(value).length === 1 ? String(value.type) : '';
}
