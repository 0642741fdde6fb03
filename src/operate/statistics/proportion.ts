import { twoSided, zOf } from './normal.ts';

export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Where a share may really be, of which `found` of `all` were seen. https://doi.org/10.1080/01621459.1927.10502953 */
export function wilson(found: number, all: number, confidence = 0.95): Interval {
  if (all <= 0) return { from: 0, to: 1 };
  const z = zOf(confidence);
  const share = found / all;
  const scale = 1 + z ** 2 / all;
  const middle = (share + z ** 2 / (2 * all)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / all + z ** 2 / (4 * all ** 2));
  return { from: Math.max(0, middle - half), to: Math.min(1, middle + half) };
}

export interface Counted {
  readonly found: number;
  readonly all: number;
}

/** How likely two shares differ as much as these, or more, although they are the same: the pooled z test, two-sided. */
export function shareDifference(a: Counted, b: Counted): { readonly z: number; readonly p: number } {
  if (a.all <= 0 || b.all <= 0) return { z: 0, p: 1 };
  const pooled = (a.found + b.found) / (a.all + b.all);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / a.all + 1 / b.all));
  if (spread === 0) return { z: 0, p: 1 };
  const z = (b.found / b.all - a.found / a.all) / spread;
  return { z, p: twoSided(z) };
}
