/** How much of a limit is used, and how much room there shall be. */
export interface SizeQuestion {
  readonly limit: number;
  /** The percentile of what was used that counts. */
  readonly used: number;
  /** What is expected later; undefined where nothing is known of it. */
  readonly ahead?: number;
  /** Share of the limit that shall be left free, 0 to 1. */
  readonly headroom: number;
}

export interface RightSize {
  readonly verdict: 'raise' | 'lower' | 'keep';
  /** The limit that leaves just the headroom. */
  readonly wanted: number;
  /** Of the limit; below 0 it is missing. 0 where it shall stay. */
  readonly saved: number;
}

/** Less than a tenth is not worth a change. */
const WORTH = 0.1;

/** The limit that fits what was used and what is coming, with the room that was asked for. */
export function rightSize({ ahead = 0, headroom, limit, used }: SizeQuestion): RightSize {
  const wanted = Math.max(used, ahead) / (1 - headroom);
  if (wanted <= limit && wanted > limit * (1 - WORTH)) return { verdict: 'keep', wanted: limit, saved: 0 };
  return { verdict: wanted > limit ? 'raise' : 'lower', wanted, saved: limit - wanted };
}
