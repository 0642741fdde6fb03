/** Of two values of a field the first, or the second where the field was edited. */
export type Choose = <A, B>(field: string, before: A, after: B) => A | B;

/** Chooses the second value of these fields; `seen` are those there are. */
export function choosing(edited: ReadonlySet<string>, seen: Set<string> = new Set()): Choose {
  return (field, before, after) => {
    seen.add(field);
    return edited.has(field) ? after : before;
  };
}
