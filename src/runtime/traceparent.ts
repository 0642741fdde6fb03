/** The W3C header that carries a trace from one process to the next. https://www.w3.org/TR/trace-context/#traceparent-header */
export interface TraceParent {
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
}

const FORM = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-[\x21-\x7e]*)?$/;
/** Of version 00 it is 55 long; of a later one it may be longer, but is no place for a megabyte. */
const MAX_LENGTH = 512;

/** Undefined for what the specification calls invalid: a new trace is to be started then. */
export function parseTraceparent(header: string | undefined): TraceParent | undefined {
  if (typeof header !== 'string' || header.length > MAX_LENGTH) return undefined;
  const [, version, traceId = '', spanId = '', flags = '', rest] = FORM.exec(header.trim()) ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && rest !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

export function formatTraceparent({ traceId, spanId, sampled }: TraceParent): string {
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
}

const RANDOM_HEX_DIGITS = 14;

/**
 * Whether to keep a trace: what its parent decided, else the share `ratio` of new ones. Decided from the random part of
 * the id, so that every process that sees the trace decides alike.
 * https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/
 */
export function shouldSample({ parent, traceId, ratio }: { parent?: TraceParent; traceId: string; ratio: number }): boolean {
  if (parent !== undefined) return parent.sampled;
  return randomnessOf(traceId) >= 1 - ratio;
}

/** The random part of a trace id, from 0 up to 1. https://www.w3.org/TR/trace-context-2/#random-trace-id-flag */
export function randomnessOf(traceId: string): number {
  return Number.parseInt(String(traceId).slice(-RANDOM_HEX_DIGITS), 16) / 16 ** RANDOM_HEX_DIGITS;
}
