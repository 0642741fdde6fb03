import { givenTo } from '../kernel/place.ts';

/**
 * Which objects below one are the same object: metrics, receivers and panels are known by identity, so two equal ones mean something else than
 * one that is referred to twice. Says where each is met again, so it is the same text wherever the objects lie alike. `isShared` are those
 * many refer to, which are walked once for all.
 */
export function sharing(isShared: (value: object) => boolean): (from: object) => string {
  const known = new Map<object, readonly object[]>();
  const partsOf = (one: object): readonly object[] => {
    const parts = known.get(one) ?? partsWithin(one, isShared);
    if (isShared(one)) known.set(one, parts);
    return parts;
  };
  return (from) => {
    const metAt = new Map<object, number>();
    const again: number[] = [];
    const rest = [from];
    let place = 0;
    for (let next = rest.pop(); next; next = rest.pop()) {
      for (const part of partsOf(next)) {
        place += 1;
        const before = metAt.get(part);
        if (before !== undefined) again.push(place, before);
        else metAt.set(part, place);
        if (before === undefined && isShared(part)) rest.push(part);
      }
    }
    return again.join(' ');
  };
}

/** Every reference to an object, in the order of the fields, and none from within a shared one. */
function partsWithin(from: object, isShared: (value: object) => boolean): readonly object[] {
  const seen = new Set<object>();
  const parts: object[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    parts.push(value);
    if (seen.has(value) || isShared(value)) return;
    seen.add(value);
    fieldsOf(value).forEach(visit);
  };
  fieldsOf(from).forEach(visit);
  return parts;
}

/** Its own, what it inherits from one of ours, and what its constructor was given. */
function fieldsOf(value: object): readonly unknown[] {
  const prototype: unknown = Object.getPrototypeOf(value);
  const inherits = typeof prototype === 'object' && prototype !== null && !Object.hasOwn(prototype, 'constructor');
  return [...Object.values(value), ...(inherits ? [prototype] : []), givenTo(value)?.options];
}
