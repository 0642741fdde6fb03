interface Steps<T> {
  /** Everything it needs is done, but for what needs it in turn. */
  readonly done: (one: T) => void;
  /** Each needs the one before it, and the first the last. */
  readonly circle: (ones: readonly T[]) => void;
}

/** Goes through all of them, each after those it needs. The way down is a list: a chain may be longer than the stack is deep. */
export function inOrder<T>(all: readonly T[], needs: (one: T) => readonly T[], { done, circle }: Steps<T>): void {
  const finished = new Set<T>();
  for (const start of all) {
    const way: { readonly one: T; readonly left: T[] }[] = [];
    const begin = (one: T): void => void way.push({ one, left: [...new Set(needs(one))] });
    const open = new Set<T>();
    if (!finished.has(start)) begin(start);
    for (let top = way.at(-1); top; top = way.at(-1)) {
      open.add(top.one);
      const next = top.left.pop();
      if (next === undefined) {
        finished.add(top.one);
        open.delete(top.one);
        way.pop();
        done(top.one);
      } else if (open.has(next)) circle(way.slice(way.findIndex(({ one }) => one === next)).map(({ one }) => one));
      else if (!finished.has(next)) begin(next);
    }
  }
}
