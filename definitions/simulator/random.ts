/** Chance that is the same on every machine and in every run: of the seed, and of whatever it is for. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** About 0, with deviation 1. */
  normal(): number;
  /** How many of what happens `mean` times on average. */
  count(mean: number): number;
}

const MANY = 30;

export function random(seed: string): Random {
  let state = hashOf(seed);
  // Mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const count = (mean: number) => {
    if (mean > MANY) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const least = Math.exp(-mean);
    let events = 0;
    for (let left = next(); left > least; left *= next()) events++;
    return events;
  };
  return { next, normal, count };
}

/** An id of a trace or a span. */
export function hex(digits: number, chance: Random): string {
  return Array.from({ length: digits }, () => Math.floor(chance.next() * 16).toString(16)).join('');
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
