import { printRefused } from '../print.ts';

/** What is known of a trace when its first span begins. */
export interface StartedTrace {
  readonly traceId: string;
  /** Of its first span. */
  readonly name: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}
/** What is known once its spans have ended. */
export interface EndedTrace extends StartedTrace {
  readonly isError: boolean;
  readonly durationMs: number;
  /** Attributes of every span, with those of its resource. @default those of the first */
  readonly spans?: readonly Readonly<Record<string, unknown>>[];
}

export interface Decision {
  readonly keep: boolean;
  /** The share of traces like this one that are kept: one that is kept stands for `1 / rate` of them. */
  readonly rate: number;
  /** What decided, for a person who wonders why this trace is here. */
  readonly rule: string;
}

/** A sampler at work. It holds what it has seen, so one is made per process. */
export interface Sampler<T extends StartedTrace = StartedTrace> {
  readonly kind: string;
  /** Whether it needs the trace to have ended. */
  readonly decidesAt: 'start' | 'end';
  /** Whether the random part of the trace id decides, so that every process with its rate decides alike. */
  readonly isById?: boolean;
  decide(trace: T): Decision;
}

/** How one kind of sampler is made of its options. */
export interface SamplerKind<O, T extends StartedTrace = StartedTrace> {
  readonly kind: string;
  readonly decidesAt: 'start' | 'end';
  readonly isById?: boolean;
  make(options: O): (trace: T) => Decision;
}

/** A share, or a `TypeError` that names the option. */
export function share(option: string, value: number): number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw new TypeError(`${option} ${printRefused(value)} is no share: write a number from 0 to 1, such as 0.1`);
}

export function positive(option: string, value: number): number {
  if (typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY) return value;
  throw new TypeError(`${option} ${printRefused(value)} is not above zero`);
}
