import { readable } from './failure.ts';
import { peer } from './peer.ts';

/** As much of a W3C span context as is written beside a measurement or into a log line. */
export interface ActiveSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
}

/** `trace` of `@opentelemetry/api`, of any 1.x version. */
export interface TraceApi {
  getActiveSpan(): { spanContext(): ActiveSpan } | undefined;
}

const SAMPLED = 1;

/** Reads the active span. Without `api`, `@opentelemetry/api` is used where the application has it installed. */
export function activeSpan(
  api: TraceApi | undefined = peer<{ readonly trace?: TraceApi }>('@opentelemetry/api')?.trace,
): () => ActiveSpan | undefined {
  const read = () => api?.getActiveSpan()?.spanContext();
  return () => readable(read); // what measures must not fail for a tracer that does
}

/** An exemplar must lead to a trace that was kept. */
export function isSampled(span: ActiveSpan): boolean {
  return (span.traceFlags & SAMPLED) === SAMPLED;
}
