export type AttributeValue = string | number | boolean;

/** One span as it was recorded. Times are nanoseconds since 1970: more than a number holds. */
export interface TraceSpan {
  readonly id: string;
  /** undefined: nothing called it. */
  readonly parentId: string | undefined;
  readonly service: string;
  readonly name: string;
  /** `server`, `client`, `producer`, `consumer`, `internal` */
  readonly kind: string;
  readonly start: bigint;
  readonly end: bigint;
  readonly failed: boolean;
  /** What went wrong: of the status, else of the first exception. */
  readonly message: string | undefined;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly resource: Readonly<Record<string, AttributeValue>>;
  /** Spans of other traces it comes from. */
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

export function durationOf({ start, end }: Pick<TraceSpan, 'start' | 'end'>): bigint {
  return end > start ? end - start : 0n;
}

/** `Math.min` takes no such numbers. */
export function earlier(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

export function later(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

export function millisecondsOf(nanoseconds: bigint): number {
  return Number(nanoseconds) / 1e6;
}
