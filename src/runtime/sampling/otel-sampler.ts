import { peer } from '../peer.ts';
import { SAMPLING_KIND, SAMPLING_RATE, SAMPLING_RULE, samplingAttributes } from './attributes.ts';
import type { Sampler } from './kind.ts';
import { rateIn, type TraceStateLike, withRate } from './tracestate.ts';

/** As much of a parent as decides: what the API's `trace` knows of a context. */
export interface SpanReader {
  getSpan(context: never): { spanContext(): ParentContext; readonly attributes?: Readonly<Record<string, unknown>> } | undefined;
}
interface ParentContext {
  readonly traceFlags: number;
  readonly traceState?: Pick<TraceStateLike, 'get'> | undefined;
}
/** `SamplingResult` of `@opentelemetry/sdk-trace-base`. */
interface SamplingResult {
  readonly decision: 0 | 2;
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** As the application's own API makes it. */
  readonly traceState?: never;
}
/** A `Sampler` of `@opentelemetry/sdk-trace-base`, structurally. */
export interface OtelSampler {
  shouldSample(
    context: unknown,
    traceId: string,
    name: string,
    kind: unknown,
    attributes: Readonly<Record<string, unknown>>,
  ): SamplingResult;
  toString(): string;
}

const DROP = { decision: 0 } as const;
const KEEP = 2;
const SAMPLED = 1;
const COPIED = [SAMPLING_KIND, SAMPLING_RATE, SAMPLING_RULE];

/**
 * For the option `sampler` of an OpenTelemetry tracer provider. What a parent decided stands; the decision and its rate are attributes
 * of the span and of those beneath it, in this process and, by the trace state, in the next. One that decides at the end keeps
 * everything here, and `samplingProcessor` decides.
 */
export function otelSampler(sampler: Sampler, options: { readonly trace?: SpanReader } = {}): OtelSampler {
  const api = peer<{ trace: SpanReader; createTraceState?(): TraceStateLike }>('@opentelemetry/api');
  const trace = options.trace ?? api?.trace;
  return {
    toString: () => `Signalbox{${sampler.kind}}`,
    shouldSample: (context, traceId, name, _kind, attributes) => {
      const parent = trace?.getSpan(context as never); // the SDK hands over the context its own API made
      if (parent !== undefined) {
        const of = parent.spanContext();
        return (of.traceFlags & SAMPLED) === 0 ? DROP : { decision: KEEP, attributes: inherited(parent.attributes ?? {}, of) };
      }
      if (sampler.decidesAt === 'end') return { decision: KEEP };
      const decision = sampler.decide({ traceId, name, attributes });
      if (!decision.keep) return DROP;
      const state = api?.createTraceState && withRate(api.createTraceState(), decision.rate, sampler.isById === true);
      const told = state ? { traceState: state as never } : {}; // it came of the same API
      return { decision: KEEP, attributes: samplingAttributes(sampler.kind, decision), ...told };
    },
  };
}

function inherited(
  attributes: Readonly<Record<string, unknown>>,
  { traceState }: ParentContext,
): Readonly<Record<string, string | number>> {
  const found = COPIED.flatMap((name) => (attributes[name] === undefined ? [] : [[name, attributes[name]]]));
  const rate = found.length === 0 ? rateIn(traceState) : undefined; // in another process, all that is known is the rate
  return Object.fromEntries(rate === undefined ? found : [[SAMPLING_RATE, rate]]) as Record<string, string | number>; // only we write them
}
