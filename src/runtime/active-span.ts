import { createRequire } from 'node:module';

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
export function activeSpan(api: TraceApi | undefined = installedTraceApi()): () => ActiveSpan | undefined {
  return () => api?.getActiveSpan()?.spanContext();
}

/** An exemplar must lead to a trace that was kept. */
export function isSampled(span: ActiveSpan): boolean {
  return (span.traceFlags & SAMPLED) === SAMPLED;
}

/** Synchronous, because a logger is needed before anything can be awaited; the peer is optional, so its absence is no error. */
function installedTraceApi(): TraceApi | undefined {
  try {
    const api = createRequire(import.meta.url)('@opentelemetry/api') as { readonly trace?: TraceApi }; // its public API
    return api.trace;
  } catch {
    return undefined;
  }
}
