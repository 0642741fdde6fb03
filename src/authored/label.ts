import type { LabelShape } from '../query/shape.ts';

/** One label of a metric or log stream, or one field of a record; `V` is what it may hold. */
export interface Label<V = string> extends LabelShape {
  readonly kind: 'label';
  readonly values?: readonly V[] & readonly string[];
}

/** A field of a log record or an attribute of a span: never an index, so it may hold anything. */
export interface Field {
  readonly kind: 'label' | 'number' | 'trace-id';
}

/** Name → what the label may hold: `{ route: string; code: '2xx' | '5xx' }`. */
export type Labels = object;

/**
 * Free text. `series` is how many different values to expect (the cardinality budget).
 * @default series: unknown: checks of queries count 10, `signalbox cost` says that it is unknown
 */
export function text(options?: { readonly series: number }): Label<string> {
  return Object.freeze({ kind: 'label', ...options });
}

/** One of these and nothing else: matchers, routes and instruments are checked against the set. */
export function oneOf<const V extends string>(...values: readonly V[]): Label<V> {
  return Object.freeze({ kind: 'label', values: Object.freeze([...values]) });
}

/** A number, in a log record or a span. */
export function number(): Field {
  return Object.freeze({ kind: 'number' });
}

/** The id that joins a log line to its trace: it becomes a derived field of the Loki data source. */
export function traceId(): Field {
  return Object.freeze({ kind: 'trace-id' });
}
