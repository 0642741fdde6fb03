/** Those that lead back to themselves, circle by circle. Each is looked at once, however long the way up is. */
export function circlesIn(ids: Iterable<string>, above: (id: string) => string | undefined): string[][] {
  const circles: string[][] = [];
  const seen = new Set<string>();
  for (const id of ids) {
    const way: string[] = [];
    let at: string | undefined = id;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      way.push(at);
      at = above(at);
    }
    const back = at === undefined ? -1 : way.indexOf(at);
    if (back >= 0) circles.push(way.slice(back));
  }
  return circles;
}
