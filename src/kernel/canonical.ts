/** Order of code units: the same on every machine and in every locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A sorted copy, by a text each element has. */
export function sortedBy<T>(list: Iterable<T>, key: (one: T) => string): T[] {
  const keyed = Array.from(list, (one) => ({ one, key: key(one) })); // a key may be put together: once is enough
  return keyed.sort((a, b) => byText(a.key, b.key)).map(({ one }) => one);
}

/** Entries of an object in the order of their keys. */
export function sortedEntries<T>(object: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(object).sort(([a], [b]) => byText(a, b));
}

/** A copy without the fields that are undefined: optional fields end here. */
export function compact<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never; // same keys, fewer values
}

/**
 * Both as one object, `more` over `first`. Node gives every `{ ...first, x }` a hidden class of its own, several times the size of the
 * object: so of what is kept by the thousand.
 */
export function joined<A extends object, B extends object>(first: A, more: B): A & B {
  return Object.assign({}, first, more);
}

/** JSON with sorted keys: equal values give equal text. A sorted copy first: a replacer makes JSON.stringify twice as slow. */
export function canonicalJson(value: unknown, indent?: number): string {
  return JSON.stringify(sortedCopy(value), undefined, indent) ?? 'null';
}

function sortedCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedCopy);
  if (!isRecord(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const key of sortedKeys(value)) {
    if (key === '__proto__')
      Object.defineProperty(copy, key, { value: sortedCopy(value[key]), enumerable: true }); // a label's name
    else copy[key] = sortedCopy(value[key]);
  }
  return copy;
}

/** Most objects have been made in order: seeing that is cheaper than sorting them. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  return keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key) ? keys : keys.sort();
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What `{ … }` makes; a date, a map or a pattern is an object without entries. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
