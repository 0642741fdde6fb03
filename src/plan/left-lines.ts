import type { Plan } from './change.ts';

/** So many are named one by one. */
const NAMED = 3;

/** What a target has no way to carry: files with one reason together, because a target for one server leaves all of the others. */
export function leftLines({ left }: Plan): readonly { readonly what: string; readonly reason: string }[] {
  const byReason = new Map<string, string[]>();
  for (const { path, reason } of left) {
    const paths = byReason.get(reason) ?? [];
    paths.push(path);
    byReason.set(reason, paths);
  }
  return [...byReason].flatMap(([reason, paths]) =>
    paths.length > NAMED
      ? [{ what: `${paths.length} files, the first ${paths[0]}`, reason }]
      : paths.map((what) => ({ what, reason })),
  );
}
