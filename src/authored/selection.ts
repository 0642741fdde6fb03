import { define } from '../kernel/place.ts';

/** Labels Prometheus adds to every series of a target: they may be matched on any metric. */
export type TargetLabel = 'instance' | 'job' | 'cluster' | 'namespace' | 'pod';

export interface Not<V> {
  readonly kind: 'not';
  readonly values: readonly V[];
}

/** A dashboard variable; matching on it compiles to `label=~"$name"`. */
export interface Variable {
  readonly kind: 'variable';
  readonly name: string;
}

/** What a label may be asked to be: a value, one of several, a pattern (RE2, anchored), everything but some, or a variable. */
export type Match<V> = V | readonly V[] | RegExp | Not<NoInfer<V>> | Variable;

/** `{ code: '5xx' }`: the labels of this metric, and those of its target. */
export type Where<L extends object> = { readonly [K in keyof L]?: Match<L[K]> } & {
  readonly [K in Exclude<TargetLabel, keyof L>]?: Match<string>;
};

export type Suffix = '' | '_bucket' | '_sum' | '_count';

/** A metric with some of its series chosen; `S` says which of its series, where it has several. */
export interface Selection<M, S extends Suffix = Suffix> {
  readonly kind: 'selection';
  readonly of: M;
  readonly match: Readonly<Record<string, unknown>>;
  readonly suffix: S;
}

/** The series a classic histogram or summary really has. */
export interface Parts<M> {
  /** `<name>_bucket`: cumulative counts by `le`. */
  readonly bucket: Selection<M, '_bucket'>;
  /** `<name>_sum`: the sum of everything observed, in the metric's unit. */
  readonly sum: Selection<M, '_sum'>;
  /** `<name>_count`: how many were observed. */
  readonly count: Selection<M, '_count'>;
}

const selectionPrototype: object = Object.create(Object.prototype, parts());

export function select<M>(
  of: M,
  match: object,
  suffix: Suffix = '',
  by: (...a: never[]) => unknown = select,
): Selection<M> & Parts<M> {
  return define(Object.assign(Object.create(selectionPrototype), { kind: 'selection', of, match, suffix }), by) as Selection<M> &
    Parts<M>;
}

/** Getters `bucket`, `sum`, `count`, for the prototypes of histograms and of selections of them. */
export function parts(): PropertyDescriptorMap {
  const part = (suffix: Suffix): PropertyDescriptor => ({
    get(this: { kind: string; of?: unknown; match?: object }) {
      return this.kind === 'selection' ? select(this.of, this.match ?? {}, suffix) : select(this, {}, suffix);
    },
  });
  return { bucket: part('_bucket'), sum: part('_sum'), count: part('_count') };
}

/** Everything but these. */
export function not<const V extends string | object>(...values: readonly V[]): Not<V> {
  return Object.freeze({ kind: 'not', values: Object.freeze([...values]) });
}
