import type { DeclaredRate } from '../authored/log.ts';
import type { Service } from '../authored/references.ts';
import type { Sampling } from '../authored/sampling.ts';
import { type Attributes, type Traced, tracedPrototype } from '../authored/trace.ts';
import type { Percent } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

export interface TracesOptions<A extends Attributes = Attributes> {
  readonly service: Service;
  /** How context travels between services. https://opentelemetry.io/docs/languages/sdk-configuration/general/#otel_propagators */
  readonly propagation: readonly ('tracecontext' | 'baggage' | 'b3')[];
  /** Attributes its spans carry besides the semantic conventions. @default none */
  readonly attributes?: A;
  readonly sampling: Sampling;
  /** Spans that are made, for `signalbox cost` and budgets. @default unknown, which is what they say */
  readonly rate?: SpanRate;
}

export interface SpanRate extends DeclaredRate {
  /** The share that is stored. @default what the sampling says; tail sampling that keeps errors or slow traces does not */
  readonly kept?: Percent;
  /** How many names its spans have at most: objectives over spans cost series by it. @default unknown, which is what they say */
  readonly names?: number;
}
export interface Traces<A extends Attributes = Attributes> extends TracesOptions<A>, Traced<A> {
  readonly kind: 'traces';
}

/** The traces of a service: how context travels, what its spans say, which are kept. Compiles to collector and Tempo configuration. */
export function traces<A extends Attributes = {}>(options: TracesOptions<A>): Traces<A> {
  return define(Object.assign(Object.create(tracedPrototype), { kind: 'traces' }, options), traces, options) as Traces<A>; // of these parts
}
