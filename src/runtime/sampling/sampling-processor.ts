import { optionsOf } from '../options.ts';
import { samplingAttributes, samplingRateOf } from './attributes.ts';
import type { Decision, EndedTrace, Sampler } from './kind.ts';

/** As much of a `ReadableSpan` of `@opentelemetry/sdk-trace-base` (1.x or 2.x) as decides. */
export interface EndedSpan {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly resource?: { readonly attributes: Readonly<Record<string, unknown>> };
  readonly status: { readonly code: number };
  /** Seconds and nanoseconds. */
  readonly startTime: readonly [number, number];
  readonly endTime: readonly [number, number];
  readonly parentSpanId?: string;
  readonly parentSpanContext?: { readonly isRemote?: boolean };
  spanContext(): { readonly traceId: string };
}
/** A `SpanProcessor`, structurally. */
export interface Processor {
  onStart(span: never, context: never): void;
  onEnd(span: never): void;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
}
export interface SamplingProcessorOptions {
  readonly sampler: Sampler<EndedTrace>;
  /** Where the spans that are kept go: a batch processor. */
  readonly next: Processor;
  /**
   * Whether to drop what is not kept. With a collector that samples by the same definition, `false`: spans of other services
   * may make it keep what we would not, and ours carry the rate all the same.
   * @default true
   */
  readonly drop?: boolean;
  /** Traces held until they end; past them the oldest is decided as it stands. @default 10000 */
  readonly maxTraces?: number;
  /** Spans held of one trace; past them it is decided as it stands. @default 1000 */
  readonly maxSpans?: number;
}

const ERROR = 2;

/** Holds the spans of a trace until its first span in this process has ended, and then decides over all of them. */
export function samplingProcessor(options: SamplingProcessorOptions): Processor {
  const { sampler, next, drop = true, maxTraces = 10_000, maxSpans = 1_000 } = optionsOf('samplingProcessor', options);
  const held = new Map<string, EndedSpan[]>();
  const decided = new Map<string, Decision>();

  const pass = (span: EndedSpan, decision: Decision) => {
    if (drop && !decision.keep) return;
    const rate = decision.rate * samplingRateOf({ attributes: span.attributes }); // of what an earlier process had left
    const attributes = { ...span.attributes, ...samplingAttributes(sampler.kind, { ...decision, rate }) };
    next.onEnd(Object.create(span, { attributes: { value: attributes, enumerable: true } }) as never); // the span, with more attributes
  };
  const decide = (traceId: string) => {
    const spans = held.get(traceId) ?? [];
    held.delete(traceId);
    const decision = sampler.decide(traceOf(traceId, spans));
    remember(decided, traceId, decision, maxTraces);
    for (const span of spans) pass(span, decision);
  };
  return {
    onStart: (span, context) => next.onStart(span, context),
    onEnd: (given) => {
      const span: EndedSpan = given; // `Processor` takes the SDK's own type, whatever its version
      const { traceId } = span.spanContext();
      const known = decided.get(traceId);
      if (known !== undefined) return pass(span, known);
      const spans = held.get(traceId) ?? [];
      spans.push(span);
      held.set(traceId, spans);
      const [oldest = traceId] = held.size > maxTraces ? held.keys() : [];
      if (isFirst(span) || spans.length >= maxSpans) decide(traceId);
      else if (oldest !== traceId) decide(oldest);
    },
    forceFlush: async () => {
      for (const traceId of [...held.keys()]) decide(traceId);
      await next.forceFlush();
    },
    shutdown: async () => {
      for (const traceId of [...held.keys()]) decide(traceId);
      await next.shutdown();
    },
  };
}

function isFirst({ parentSpanContext, parentSpanId }: EndedSpan): boolean {
  return parentSpanContext === undefined ? parentSpanId === undefined : parentSpanContext.isRemote === true;
}

function traceOf(traceId: string, spans: readonly EndedSpan[]): EndedTrace {
  const first = spans.find(isFirst) ?? spans.at(-1);
  const start = spans.reduce((least, { startTime }) => Math.min(least, milliseconds(startTime)), Number.POSITIVE_INFINITY);
  const end = spans.reduce((most, { endTime }) => Math.max(most, milliseconds(endTime)), start);
  return {
    traceId,
    name: first?.name ?? '',
    attributes: first?.attributes ?? {},
    isError: spans.some(({ status }) => status.code === ERROR),
    durationMs: end - start,
    spans: spans.map(({ attributes, resource }) => ({ ...resource?.attributes, ...attributes })),
  };
}

function milliseconds([seconds, nanoseconds]: readonly [number, number]): number {
  return seconds * 1000 + nanoseconds / 1e6;
}

/** Late spans follow their trace; the oldest decisions are forgotten. */
function remember(decided: Map<string, Decision>, traceId: string, decision: Decision, most: number): void {
  decided.set(traceId, decision);
  const [oldest] = decided.size > most ? decided.keys() : [];
  if (oldest !== undefined) decided.delete(oldest);
}
