import { once } from '../kernel/once.ts';
import type { Facts } from '../query/promql/facts.ts';
import type { Recorded, RecordingIndex } from './recording-index.ts';
import { inOrder } from './recording-order.ts';
import type { Reads } from './recording-reads.ts';

export interface RecordingFacts {
  /** Finds out what these give, after what they read. */
  know(asked: readonly Recorded[]): void;
  /** The names on the way round, where a recording of that name reads itself. */
  circleOf(record: string): readonly string[] | undefined;
}

/** What a recording gives. It is the same for all that are `alike`. */
export type Giving = (recorded: Recorded, alike: string | undefined) => Facts | undefined;

type Reading = (recorded: Recorded) => Reads;

/**
 * What recordings give, each analysed when somebody asks. What is asked first makes no difference: what a circle gives depends on where it is
 * entered, so whoever comes to one has all recordings analysed in the order they stand.
 */
export function recordingFacts(index: RecordingIndex, reading: Reading, giving: Giving): RecordingFacts {
  let hasMetCircle = false;
  return {
    know: (asked) => {
      if (asked.every(isKnown) || knowUpToCircle(asked, reading, giving)) return;
      hasMetCircle = true;
      knowAll(index.all, reading, giving);
    },
    circleOf: circleFinder(index, reading, (one) => !hasMetCircle && isKnown(one)),
  };
}

/** Only where what a recording reads comes to a circle, all are gone through; what `isClear` need not be. */
function circleFinder(index: RecordingIndex, reading: Reading, isClear: (one: Recorded) => boolean): RecordingFacts['circleOf'] {
  const circles = once(() => circlesAmong(index.all, reading));
  const seen = new Set<Recorded>();
  let areThere = false;
  return (record) => {
    areThere ||= circlesAmong(index.named(record), reading, { seen, isClear }).size > 0;
    return areThere ? circles().get(record) : undefined;
  };
}

function isKnown({ facts }: Recorded): boolean {
  return facts !== undefined;
}

/** Whether it knows them all then: what comes before a circle reads nothing of it. */
function knowUpToCircle(asked: readonly Recorded[], reading: Reading, giving: Giving): boolean {
  let circles = 0;
  const done = (recorded: Recorded, reads: Reads) => {
    if (circles === 0) recorded.facts = giving(recorded, reads.alike()) ?? null;
  };
  walk(asked, reading, { done, circle: () => circles++ });
  return circles === 0;
}

function knowAll(all: readonly Recorded[], reading: Reading, giving: Giving): void {
  const done = (recorded: Recorded, reads: Reads) => {
    recorded.facts = giving(recorded, reads.alike()) ?? null;
  };
  walk(all, reading, { done, circle: () => undefined });
}

/** What need not be gone through again. */
interface Clear {
  readonly seen: Set<Recorded>;
  readonly isClear: (one: Recorded) => boolean;
}

/** By each name of a circle the names on the first way round that was found. */
function circlesAmong(
  asked: readonly Recorded[],
  reading: Reading,
  { seen, isClear }: Clear = { seen: new Set(), isClear: () => false },
): ReadonlyMap<string, readonly string[]> {
  const circles = new Map<string, readonly string[]>();
  const left = (all: readonly Recorded[]) => all.filter((one) => !seen.has(one) && !isClear(one));
  inOrder(left(asked), (recorded) => left(reading(recorded).recordings), {
    done: (recorded) => void seen.add(recorded),
    circle: (way) => {
      const names = way.map(({ record }) => record);
      for (const name of names) if (!circles.has(name)) circles.set(name, names);
    },
  });
  return circles;
}

interface Steps {
  readonly done: (recorded: Recorded, reads: Reads) => void;
  readonly circle: () => void;
}

/** Goes through what is not known yet, each after what it reads, which is remembered until it is done. */
function walk(asked: readonly Recorded[], reading: Reading, { done, circle }: Steps): void {
  const reads = new Map<Recorded, Reads>();
  const needs = (recorded: Recorded): readonly Recorded[] => {
    const read = reading(recorded);
    reads.set(recorded, read);
    return read.recordings.filter((one) => !isKnown(one));
  };
  const unknown = asked.filter((one) => !isKnown(one));
  inOrder(unknown, needs, {
    done: (recorded) => {
      const read = reads.get(recorded);
      reads.delete(recorded);
      if (read) done(recorded, read);
    },
    circle,
  });
}
