const MAX_DISTANCE = 3;
/** Of all words of two names, the share they must have in common. */
const MIN_SHARED_WORDS = 0.75;
/** Letters that tell a word from another: `failed` and `failures` are one. */
const STEM = 4;

/** The candidate closest to what was typed, or undefined where none is close. */
export function nearest(typed: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(MAX_DISTANCE, Math.floor(typed.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - typed.length) >= bestDistance) continue;
    const distance = editDistance(typed, candidate, bestDistance);
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best ?? nearestByWords(typed, candidates);
}

/** `redis_used_memory` → `redis_memory_used_bytes`: the same words in another order or form. */
function nearestByWords(typed: string, candidates: Iterable<string>): string | undefined {
  const wanted = stems(typed);
  let best: string | undefined;
  let bestShare = MIN_SHARED_WORDS;
  for (const candidate of wanted.size > 1 ? candidates : []) {
    const found = stems(candidate);
    const shared = [...wanted].filter((stem) => found.has(stem)).length;
    const share = shared / (wanted.size + found.size - shared);
    if (share < bestShare || (share === bestShare && best !== undefined)) continue;
    best = candidate;
    bestShare = share;
  }
  return best;
}

function stems(name: string): Set<string> {
  return new Set(name.split('_').map((word) => word.slice(0, STEM)));
}

export function didYouMean(typed: string, candidates: Iterable<string>): string | undefined {
  const near = nearest(typed, candidates);
  return near === undefined ? undefined : `did you mean ${near}?`;
}

/** Whether one letter is wrong, too many, missing, or swapped with its neighbour. */
export function isSlip(typed: string, meant: string): boolean {
  return typed !== meant && Math.abs(typed.length - meant.length) <= 1 && editDistance(typed, meant, 2) === 1;
}

/** Optimal string alignment: a swap of neighbours is one edit. Stops at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) >= limit) return limit;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit;
}
