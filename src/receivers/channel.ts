import type { Channel } from '../authored/references.ts';
import { define } from '../kernel/place.ts';

/** What every receiver constructor returns: the kind's name and what the author wrote. */
export function channel(type: string, settings: object, by: (...a: never[]) => unknown): Channel {
  return define({ kind: 'channel', type, settings }, by, settings);
}
