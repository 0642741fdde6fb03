/**
 * Where a definition was written. The stack is captured lazily and kept under a non-enumerable symbol, so authored
 * data stays plain, two copies of this package see the same place, and nothing is resolved until it is printed.
 */
const PLACE = Symbol.for('signalbox.place');
const DEPTH = 4;

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface Holder {
  stack?: string;
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

/** Freezes what an author wrote, deeply, and remembers where. `by` is the constructor the author called. */
export function define<T extends object>(made: T, by: Constructor): T {
  if (!placed) return freezeDeep(made);
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = DEPTH;
  const holder: Holder = {};
  Error.captureStackTrace(holder, by);
  Error.stackTraceLimit = before;
  Object.defineProperty(made, PLACE, { value: holder });
  return freezeDeep(made);
}

function freezeDeep<T extends object>(value: T): T {
  Object.freeze(value);
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null && !Object.isFrozen(inner) && isPlain(inner)) freezeDeep(inner);
  }
  return value;
}

function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The frames between the constructor's call and the top, nearest first, as V8 has them (before any source map). */
export function framesOf(made: object): Place[] {
  const holder = (made as { [PLACE]?: Holder })[PLACE];
  const lines = holder?.stack?.split('\n') ?? [];
  return lines.flatMap((line) => {
    const match = /(?:\(|at )(?:async )?(?:file:\/\/)?([^()\s]+):(\d+):(\d+)\)?\s*$/.exec(line);
    return match ? [{ file: match[1] ?? '', line: Number(match[2]), column: Number(match[3]) }] : [];
  });
}
