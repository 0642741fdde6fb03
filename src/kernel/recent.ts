/** A value that stays for a while and can be made again. */
export interface Recent<T> {
  value: T | undefined;
}

/** Keeps values until `most` others were kept after them. */
export function recent<T>(most: number): (value: T) => Recent<T> {
  const kept: Recent<T>[] = [];
  let next = 0;
  return (value) => {
    const before = kept[next];
    if (before) before.value = undefined;
    const now: Recent<T> = { value };
    kept[next] = now;
    next = (next + 1) % most;
    return now;
  };
}

/** What `make` gives when it is first asked for: kept for a while, and made again when it is asked for later. */
export function madeAgain<T>(keep: (value: T) => Recent<T>, make: () => T): () => T {
  let kept: Recent<T> | undefined;
  return () => {
    const value = kept?.value ?? make();
    if (kept?.value === undefined) kept = keep(value);
    return value;
  };
}
