import type { Duration } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import type { Field, Label } from './label.ts';
import type { Service } from './references.ts';
import type { Match, Variable } from './selection.ts';

/** Name → what an attribute of a span may hold. */
export type Attributes = Readonly<Record<string, Field>>;

/** The traces of a service, as far as a query needs them. */
export interface AnyTraces {
  readonly kind: 'traces';
  readonly service: Service;
  readonly attributes?: Attributes;
}

/** One declared attribute: `span.http.route`. */
export interface SpanAttribute {
  readonly kind: 'span-attribute';
  readonly of: AnyTraces;
  readonly name: string;
}

/** Spans of a service, chosen by their attributes. */
export interface TraceSelection {
  readonly kind: 'trace-selection';
  readonly of: AnyTraces;
  readonly match: Readonly<Record<string, unknown>>;
}

/** What an attribute is compared with: one of its values, or a number. */
type Held<F> = F extends Label<infer V> ? V : number | string;
export type SpanWhere<A> = { readonly [K in keyof A]?: Match<Held<A[K]>> };

/** What a declaration of traces lends to queries. */
export interface Traced<A> {
  /** A declared attribute, for `${…}` in `traceql`: compiles to `span.<name>`, in quotes where the name needs them. */
  attribute(name: keyof A & string): SpanAttribute;
  /** Spans of this service: compiles to `{ resource.service.name = "<service>" && span.<name> = … }`. */
  where(match: SpanWhere<A>): TraceSelection;
}

export const tracedPrototype = {
  attribute(this: AnyTraces, name: string): SpanAttribute {
    return define({ kind: 'span-attribute', of: this, name }, tracedPrototype.attribute);
  },
  where(this: AnyTraces, match: object): TraceSelection {
    return define({ kind: 'trace-selection', of: this, match: match as TraceSelection['match'] }, tracedPrototype.where); // a SpanWhere
  },
};

/** A TraceQL query. */
export interface TraceExpr {
  readonly kind: 'trace-expr';
  readonly strings: readonly string[];
  readonly values: readonly Traceql[];
}

export type SpanStatus = 'ok' | 'error' | 'unset';

/**
 * What `${…}` may hold in `traceql`: traces and selections become a spanset, a service its name in quotes, an attribute `span.<name>`,
 * another query stands in parentheses; durations, numbers and a status stand as they are.
 */
export type Traceql =
  | AnyTraces
  | TraceSelection
  | SpanAttribute
  | Service
  | TraceExpr
  | Duration
  | number
  | SpanStatus
  | Variable;

/**
 * TraceQL with typed holes, checked against the declared traces when the estate is resolved. A panel of traces takes a search, every
 * other panel a query that ends in a metrics function such as `| rate()`. https://grafana.com/docs/tempo/latest/traceql/
 */
export function traceql(strings: TemplateStringsArray, ...values: readonly Traceql[]): TraceExpr {
  return define({ kind: 'trace-expr', strings: strings.raw, values }, traceql);
}
