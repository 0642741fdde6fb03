import { isRecord } from '../../kernel/canonical.ts';
import { givenTo } from '../../kernel/place.ts';

/** What is no plain value: a query, a function, a reference. */
const NOT_PLAIN = '…';

/** A value as an author writes it; undefined for what is no text, number, truth value or list of those. */
export function literal(value: unknown): string | undefined {
  if (typeof value === 'string') return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return undefined;
  const parts = value.map(literal);
  return parts.every((one) => one !== undefined) ? `[${parts.join(', ')}]` : undefined;
}

/** What the author wrote at an option, `labels.tier`; undefined where it was left out. */
export function givenAt(origin: object, option: string): unknown {
  const options = givenTo(origin)?.options ?? origin;
  return option.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), options);
}

/** The same as text. */
export function writtenAt(origin: object, option: string): string | undefined {
  const given = givenAt(origin, option);
  return given === undefined ? undefined : (literal(given) ?? NOT_PLAIN);
}
