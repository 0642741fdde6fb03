import type { Place } from '../kernel/place.ts';

/** The first frame of a thrown error that lies in the user's files. */
export function placeOfThrow(thrown: unknown, original: (frame: Place) => Place | undefined): Place | undefined {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  for (const line of stack.split('\n')) {
    const match = /(?:\(|at )(?:async )?(?:file:\/\/)?([^()\s]+):(\d+):(\d+)\)?\s*$/.exec(line);
    const place = match && original({ file: match[1] ?? '', line: Number(match[2]), column: Number(match[3]) });
    if (place) return place;
  }
  return undefined;
}
