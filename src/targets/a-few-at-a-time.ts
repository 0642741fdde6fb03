/** What a server or a disk likes. */
export const AT_ONCE = 10;

/** The same question about many things, a few at a time. Answers come in order. */
export async function aFewAtATime<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < list.length; start += AT_ONCE) {
    results.push(...(await Promise.all(list.slice(start, start + AT_ONCE).map(work))));
  }
  return results;
}
