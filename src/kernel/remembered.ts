/** The answer for an object, worked out once for as long as the object lives. */
export function remembered<K extends object, V>(answer: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (of) => {
    const found = known.get(of) ?? { value: answer(of) };
    known.set(of, found);
    return found.value;
  };
}
