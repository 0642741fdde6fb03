/** What a scenario says of traces. */
import type { TracingOptions } from 'signalbox/runtime';

type Attributes = Readonly<Record<string, string | number>>;

/** As much of `traces` as is played. */
export interface PlayedTracing {
  readonly service: { readonly name: string };
  readonly sampling: Extract<TracingOptions['sampling'], { readonly type: string }>;
}

/** A span beneath another; those of one span follow each other and fill most of its time. */
export interface SpanStatement {
  readonly name: string;
  /** Whose process it runs in. @default that of the span above it */
  readonly tracing?: PlayedTracing;
  readonly attributes?: Attributes;
  /** Attributes that nobody may read: the collector has to mask their values. */
  readonly secrets?: Attributes;
  readonly children?: readonly SpanStatement[];
}

/** A trace that is made over and over. */
export interface TraceStatement extends Omit<SpanStatement, 'name' | 'tracing'> {
  readonly tracing: PlayedTracing;
  /** The name of its first span. */
  readonly root: string;
  readonly perMinute: number;
  /** Seconds: half of them take less than `around`; `spread` is the deviation of the logarithm. */
  readonly takes: { readonly around: number; readonly spread?: number };
  /** The share that fails, from the last span at the bottom up to the first. @default 0 */
  readonly fails?: number;
}
