/** A value where another belongs. A text is not quoted: it may be the secret itself. */
export function seen(value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'another text';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  return `${typeof value === 'number' ? 'the number ' : ''}${String(value)}`;
}
