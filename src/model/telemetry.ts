import type { LogClass } from '../authored/log.ts';
import type { Rational } from '../kernel/decimal.ts';
import type { LabelShape } from '../query/shape.ts';
import type { Named } from './named.ts';
import type { Service } from './service.ts';

export interface LogStream extends Named {
  readonly service: Service;
  readonly labels: Readonly<Record<string, LabelShape>>;
  readonly fields: Readonly<Record<string, 'label' | 'number' | 'trace-id'>>;
  readonly redactKeys: readonly string[];
  readonly redactPatterns: readonly string[];
  readonly retentionMs: number | undefined;
  readonly class: LogClass;
  /** Globs on the host; empty: lines arrive by OTLP. */
  readonly files: readonly string[];
  readonly from: 'otlp' | 'files' | 'syslog' | 'journald';
  /** undefined: nobody said. */
  readonly rate: Rate | undefined;
}

/** How much arrives, of all instances together. */
export interface Rate {
  readonly perSecond: number;
  /** Of one line or span. */
  readonly bytes: number;
}

export interface TailSampling {
  readonly type: 'tail';
  readonly keepErrors: boolean;
  readonly keepSlowerThanMs: number | undefined;
  /** Share of the rest that is kept. */
  readonly otherwise: Rational;
  readonly decideAfterMs: number;
}
export interface HeadSampling {
  readonly type: 'head';
  readonly ratio: Rational;
}
export interface SamplingRule {
  readonly name: string;
  /** Attribute and the values it may have, sorted by attribute. */
  readonly where: readonly (readonly [string, readonly string[]])[];
  readonly keep: Rational;
}
export interface ImportanceSampling {
  readonly type: 'importance';
  readonly keepErrors: boolean;
  readonly keepSlowerThanMs: number | undefined;
  /** The first that fits decides. */
  readonly rules: readonly SamplingRule[];
  readonly otherwise: Rational;
  readonly decideAfterMs: number;
}
export interface RateLimitedSampling {
  readonly type: 'rate-limited';
  readonly perSecond: number;
  /** Over all processes, in the collector; undefined: it keeps what arrives. */
  readonly spansPerSecond: number | undefined;
  readonly decideAfterMs: number;
}
export interface AdaptiveSampling {
  readonly type: 'adaptive';
  readonly most: Rational;
  readonly least: Rational;
}
export interface ConfidenceSampling {
  readonly type: 'confidence';
  readonly halfWidth: Rational;
  readonly level: '90%' | '95%' | '99%';
  readonly windowMs: number;
}
export type TraceSampling =
  | TailSampling
  | HeadSampling
  | ImportanceSampling
  | RateLimitedSampling
  | AdaptiveSampling
  | ConfidenceSampling;

export interface Tracing extends Named {
  readonly service: Service;
  readonly propagation: readonly ('tracecontext' | 'baggage' | 'b3')[];
  readonly attributes: Readonly<Record<string, 'label' | 'number' | 'trace-id'>>;
  /** Of attributes that hold one of a closed set. */
  readonly attributeValues: Readonly<Record<string, readonly string[]>>;
  /** How many values an attribute has at most, where that is declared. */
  readonly attributeSizes: Readonly<Record<string, number>>;
  readonly sampling: TraceSampling;
  /** undefined: nobody said. */
  readonly rate: SpanRate | undefined;
}
export interface SpanRate extends Rate {
  /** The share that is stored; undefined: as the sampling says. */
  readonly kept: number | undefined;
  /** How many names its spans have at most; undefined: nobody said. */
  readonly names: number | undefined;
}
