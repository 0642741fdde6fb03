import type { Recent } from './recent.ts';

/** The answer for an object, worked out once for as long as the object lives. */
export function remembered<K extends object, V>(answer: (of: K) => V): (of: K) => V {
  return rememberedBy((of) => of, answer);
}

/** The answer for everything that has the same `key`: of an estate looked at in slices, what all slices have in common. */
export function rememberedBy<T, V>(key: (of: T) => object, answer: (of: T) => V): (of: T) => V {
  const known = new WeakMap<object, { readonly value: V }>();
  return (of) => {
    const at = key(of);
    const found = known.get(at) ?? { value: answer(of) };
    known.set(at, found);
    return found.value;
  };
}

/** The answer for an object, worked out again where as many others as `keep` keeps were asked about since. */
export function rememberedLately<K extends object, V>(keep: (value: V) => Recent<V>, answer: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, Recent<V>>();
  return (of) => {
    const found = known.get(of)?.value;
    if (found !== undefined) return found;
    const value = answer(of);
    known.set(of, keep(value));
    return value;
  };
}
