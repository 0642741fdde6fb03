import { peer } from '../peer.ts';

export type AttributeValue = string | number | boolean;
export type SpanAttributes = Readonly<Record<string, AttributeValue | undefined>>;

/** As much of a `Span` of `@opentelemetry/api` as is used. */
export interface OtelSpan {
  setAttributes(attributes: SpanAttributes): unknown;
  setStatus(status: { readonly code: 0 | 1 | 2; readonly message?: string }): unknown;
  recordException(exception: Error): unknown;
  addEvent(name: string, attributes?: SpanAttributes): unknown;
  end(): void;
  spanContext(): { readonly traceId: string; readonly spanId: string; readonly traceFlags: number };
}

/** As much of `@opentelemetry/api` 1.x as is used; no SDK is ever imported. */
export interface OtelApi {
  readonly trace: {
    getTracer(name: string): {
      startActiveSpan<T>(name: string, options: SpanStart, context: never, work: (span: OtelSpan) => T): T;
    };
    getActiveSpan(): OtelSpan | undefined;
  };
  readonly context: { active(): unknown; with<T>(context: never, work: () => T): T };
  readonly propagation: {
    inject(context: never, carrier: Record<string, string>): void;
    extract(context: never, carrier: Readonly<Record<string, unknown>>): unknown;
  };
}

export interface SpanStart {
  readonly kind?: 0 | 1 | 2 | 3 | 4;
  readonly attributes?: SpanAttributes;
}

/** https://opentelemetry.io/docs/specs/otel/trace/api/#spankind */
export const SPAN_KIND = { internal: 0, server: 1, client: 2, producer: 3, consumer: 4 } as const;
export const STATUS_ERROR = 2;

/** The application's own copy, where it has one: it is the copy its SDK is registered with. */
export function otelApi(given?: OtelApi): OtelApi | undefined {
  return given ?? peer<OtelApi>('@opentelemetry/api');
}

/** What is used where there is no API: nothing is recorded. */
export const NO_SPAN: OtelSpan = {
  setAttributes: () => {},
  setStatus: () => {},
  recordException: () => {},
  addEvent: () => {},
  end: () => {},
  spanContext: () => ({ traceId: '', spanId: '', traceFlags: 0 }),
};
