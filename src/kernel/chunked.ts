/** The list in pieces of at most so many, in order. */
export function* chunked<T>(list: readonly T[], most: number): Iterable<readonly T[]> {
  for (let from = 0; from < list.length; from += most) yield list.slice(from, from + most);
}
