/** Numbers that look random and are the same for the same seed. https://en.wikipedia.org/wiki/Xorshift */
export interface Random {
  /** A whole number from 0 up to, but not, `limit`. */
  below(limit: number): number;
  chance(share: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  some<T>(from: readonly T[], share?: number): T[];
}

export function seeded(seed: number): Random {
  let state = seed * 2_654_435_761 + 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let warm = 0; warm < 8; warm++) next();
  return {
    below: (limit) => Math.floor(next() * limit),
    chance: (share) => next() < share,
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
    some: (from, share = 0.4) => from.filter(() => next() < share),
  };
}
