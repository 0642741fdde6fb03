import { seriesNameOf } from '../query/promql/analyse-selector.ts';
import type { Facts } from '../query/promql/facts.ts';
import { OwnQuery } from '../query/promql/own-query.ts';
import type { Expr, Matcher } from '../query/promql/tree.ts';
import { selectorsOf } from '../query/promql/visit.ts';
import { type Recorded, type RecordingIndex, ruleOf } from './recording-index.ts';

/** What one recording reads. */
export interface Reads {
  readonly recordings: readonly Recorded[];
  /** The same for all that ask the same of recordings of which the same is known; undefined where that may not be all it takes. */
  readonly alike: () => string | undefined;
}

interface Asked {
  readonly selectors: readonly { readonly name: string | undefined; readonly matchers: readonly Matcher[] }[];
  readonly labels: Recorded['labels'];
}

/**
 * The recordings that others read. What SLOs record differs from one to the next by the values of the labels the rules add, so of each such
 * text one is parsed.
 */
export function readingIn(index: RecordingIndex): (recorded: Recorded) => Reads {
  const shapes = new Map<string, Asked>();
  const numbers = numbering<Facts>();
  return (recorded) => {
    const { query } = ruleOf(recorded);
    if (!(query instanceof OwnQuery)) {
      const expr = query.engine === 'prometheus' ? query.expr : undefined;
      return { recordings: expr ? foundBy(index, selectorsIn(expr)) : [], alike: () => undefined };
    }
    const shape = [recorded.record, ...Object.keys(recorded.labels), shapeOf(query.text, recorded.labels)].join(' ');
    const asked = shapes.get(shape) ?? { selectors: selectorsIn(query.expr), labels: recorded.labels };
    shapes.set(shape, asked);
    const recordings = foundBy(index, renamed(asked, recorded.labels));
    return { recordings, alike: () => `${shape} ${recordings.map(({ facts }) => (facts ? numbers(facts) : '')).join(' ')}` };
  };
}

function foundBy(index: RecordingIndex, selectors: Asked['selectors']): readonly Recorded[] {
  return selectors.flatMap(({ name, matchers }) => (name === undefined ? [] : index.find(name, matchers)));
}

function selectorsIn(expr: Expr | undefined): Asked['selectors'] {
  return expr ? selectorsOf(expr).map((selector) => ({ name: seriesNameOf(selector), matchers: selector.matchers })) : [];
}

/** The text with names of labels in place of the values its rule adds. */
function shapeOf(text: string, labels: Recorded['labels']): string {
  return Object.entries(labels).reduce((shape, [label, value]) => shape.replaceAll(JSON.stringify(value), `<${label}>`), text);
}

/** What one reads, as another of the same shape asks for it; of labels with one value the first has the place in the shape. */
function renamed({ selectors, labels }: Asked, now: Recorded['labels']): Asked['selectors'] {
  if (labels === now) return selectors;
  const entries = Object.entries(labels).toReversed();
  const values = new Map(entries.map(([label, value]) => [value, now[label] ?? value]));
  return selectors.map(({ name, matchers }) => ({
    name,
    matchers: matchers.map((matcher) => ({ ...matcher, value: values.get(matcher.value) ?? matcher.value })),
  }));
}

function numbering<T extends object>(): (one: T) => number {
  const numbers = new Map<T, number>();
  return (one) => {
    const number = numbers.get(one) ?? numbers.size;
    numbers.set(one, number);
    return number;
  };
}
