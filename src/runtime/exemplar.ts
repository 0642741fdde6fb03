import { type ActiveSpan, isSampled } from './active-span.ts';
import type { Exemplar } from './kind.ts';

/** An exemplar must lead to a trace that was kept: none of another span. */
export function exemplarOf(span: ActiveSpan | undefined, value: number): Exemplar | undefined {
  if (span === undefined || !isSampled(span)) return undefined;
  return { traceId: span.traceId, spanId: span.spanId, value, timestampSeconds: Date.now() / 1000 };
}
