import type { Facts } from '../query/promql/facts.ts';
import { type AskedSeries, askedBy, askedIn } from './own-shapes.ts';
import { type Recorded, type RecordingIndex, ruleOf } from './recording-index.ts';

/** What one recording reads. */
export interface Reads {
  readonly recordings: readonly Recorded[];
  /** The same for all that ask the same of recordings of which the same is known; undefined where that may not be all it takes. */
  readonly alike: () => string | undefined;
}

/** The recordings that others read. */
export function readingIn(index: RecordingIndex): (recorded: Recorded) => Reads {
  const numbers = numbering<Facts>();
  return (recorded) => {
    const { shape, labels } = recorded;
    if (!shape) return { recordings: foundBy(index, askedByRule(recorded)), alike: () => undefined };
    const recordings = foundBy(index, askedBy(shape, labels));
    const known = () => recordings.map(({ facts }) => (facts ? numbers(facts) : ''));
    return { recordings, alike: () => `${shape.text} ${known().join(' ')}` };
  };
}

function askedByRule(recorded: Recorded): readonly AskedSeries[] {
  const { query } = ruleOf(recorded);
  return query.engine === 'prometheus' ? askedIn(query.expr) : [];
}

function foundBy(index: RecordingIndex, asked: readonly AskedSeries[]): readonly Recorded[] {
  return asked.flatMap(({ name, matchers }) => (name === undefined ? [] : index.find(name, matchers)));
}

function numbering<T extends object>(): (one: T) => number {
  const numbers = new Map<T, number>();
  return (one) => {
    const number = numbers.get(one) ?? numbers.size;
    numbers.set(one, number);
    return number;
  };
}
