import { peer } from '../peer.ts';
import { SAMPLING_KIND, SAMPLING_RATE, SAMPLING_RULE, samplingAttributes } from './attributes.ts';
import type { Sampler } from './kind.ts';

/** As much of a parent as decides: what the API's `trace` knows of a context. */
export interface SpanReader {
  getSpan(
    context: never,
  ): { spanContext(): { traceFlags: number }; readonly attributes?: Readonly<Record<string, unknown>> } | undefined;
}
/** `SamplingResult` of `@opentelemetry/sdk-trace-base`. */
interface SamplingResult {
  readonly decision: 0 | 2;
  readonly attributes?: Readonly<Record<string, string | number>>;
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
 * For the option `sampler` of an OpenTelemetry tracer provider. What a parent decided stands; the decision and its rate are
 * attributes of the span, and of those beneath it in this process. One that decides at the end keeps everything here, and
 * `samplingProcessor` decides.
 */
export function otelSampler(sampler: Sampler, options: { readonly trace?: SpanReader } = {}): OtelSampler {
  const trace = options.trace ?? peer<{ trace: SpanReader }>('@opentelemetry/api')?.trace;
  return {
    toString: () => `Signalbox{${sampler.kind}}`,
    shouldSample: (context, traceId, name, _kind, attributes) => {
      const parent = trace?.getSpan(context as never); // the SDK hands over the context its own API made
      if (parent !== undefined) {
        if ((parent.spanContext().traceFlags & SAMPLED) === 0) return DROP;
        return { decision: KEEP, attributes: copied(parent.attributes ?? {}) };
      }
      if (sampler.decidesAt === 'end') return { decision: KEEP };
      const decision = sampler.decide({ traceId, name, attributes });
      return decision.keep ? { decision: KEEP, attributes: samplingAttributes(sampler.kind, decision) } : DROP;
    },
  };
}

function copied(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, string | number>> {
  const found = COPIED.flatMap((name) => (attributes[name] === undefined ? [] : [[name, attributes[name]]]));
  return Object.fromEntries(found) as Record<string, string | number>; // only we write them
}
