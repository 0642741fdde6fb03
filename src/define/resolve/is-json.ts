/** Whether Grafana's JSON can hold a value as it is: no function, no date, no `NaN`, nothing that holds itself. */
export function isJson(value: unknown): boolean {
  return holds(value, new Set());
}

function holds(value: unknown, above: Set<object>): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null)
    return typeof value !== 'function' && typeof value !== 'bigint' && typeof value !== 'symbol';
  if (above.has(value) || OTHERWISE.some((type) => value instanceof type)) return false;
  if (Array.isArray(value) && [...value].includes(undefined)) return false; // it would become null
  above.add(value);
  const fits = Object.values(value).every((inner) => holds(inner, above));
  above.delete(value);
  return fits;
}

/** Objects whose entries are not what they hold. */
const OTHERWISE = [Date, Map, Set, RegExp, Promise, ArrayBuffer] as const;
