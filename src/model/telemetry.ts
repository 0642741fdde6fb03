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

export interface Tracing extends Named {
  readonly service: Service;
  readonly propagation: readonly ('tracecontext' | 'baggage' | 'b3')[];
  readonly attributes: Readonly<Record<string, 'label' | 'number' | 'trace-id'>>;
  /** Of attributes that hold one of a closed set. */
  readonly attributeValues: Readonly<Record<string, readonly string[]>>;
  readonly sampling: TailSampling | HeadSampling;
}
