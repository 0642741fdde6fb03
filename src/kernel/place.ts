import { isPlain, isRecord } from './canonical.ts';
import { Frames, framesAbove, type Place } from './frames.ts';

/**
 * Where a definition was written. The frames are kept under a non-enumerable symbol, so authored data stays plain, two copies of this
 * package see the same place, and nothing is resolved until it is printed.
 */
const PLACE = Symbol.for('signalbox.place');

export type { Place };

interface Holder {
  readonly frames: () => Place[];
  /** What the constructor was called with: some keep only parts of it. */
  given?: unknown;
}

let placed = true;

/** Work that calls constructors no author called: what it defines has no place, which would cost more than all else of it. */
export function withoutPlaces<T>(work: () => T): T {
  const before = placed;
  placed = false;
  try {
    return work();
  } finally {
    placed = before;
  }
}

type Constructor = (...args: never[]) => unknown;

/**
 * Freezes what an author wrote, deeply, and remembers where. `by` is the constructor the author called, `given` are the options it was
 * called with, whose names are checked when the estate is resolved.
 */
export function define<T extends object>(made: T, by: Constructor, ...given: readonly unknown[]): T {
  if (!placed) return freezeDeep(made);
  const holder: Holder = new Frames(framesAbove(by));
  if (given.length > 0) holder.given = given[0];
  Object.defineProperty(made, PLACE, { value: holder });
  return freezeDeep(made);
}

/**
 * Options a constructor can read without throwing: plain JavaScript may give it anything. That, and what is missing, is told later. They are
 * copied, so that a getter is asked once, where the author's line is known.
 */
export function readable<O extends object>(given: O): O {
  return isRecord(given) ? { ...given } : ({} as O); // each field is checked when the estate is resolved
}

/** What the constructor of an authored thing was called with, where it takes options. */
export function givenTo(made: object): { readonly options: unknown } | undefined {
  const holder = (made as { [PLACE]?: Holder })[PLACE];
  return holder && Object.hasOwn(holder, 'given') ? { options: holder.given } : undefined;
}

function freezeDeep<T extends object>(value: T): T {
  Object.freeze(value);
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null && !Object.isFrozen(inner) && isFreezable(inner)) freezeDeep(inner);
  }
  return value;
}

/** A module (`import * as metrics`) is as read-only as it can be, and cannot be frozen. */
function isFreezable(value: object): boolean {
  if (Object.prototype.toString.call(value) === '[object Module]') return false;
  return Array.isArray(value) || isPlain(value);
}

/** The frames between the constructor's call and the top, nearest first, as V8 has them (before any source map). */
export function framesOf(made: object): Place[] {
  return (made as { [PLACE]?: Holder })[PLACE]?.frames() ?? [];
}
