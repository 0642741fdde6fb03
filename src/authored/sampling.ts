import type { Duration, Percent } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import type { ProcessSampling } from './process-sampling.ts';

/** Which traces are kept. */
export type Sampling = TailDefinition | HeadDefinition | ImportanceDefinition | ProcessSampling;

export interface TailOptions {
  /** Keep every trace that holds an error. */
  readonly keepErrors: boolean;
  /** Keep every trace that took longer. @default no trace is kept for being slow */
  readonly keepSlowerThan?: Duration;
  /** The share of all others that is kept. */
  readonly otherwise: Percent;
  /** How long the collector waits for the spans of a trace before it decides; at least 1s. */
  readonly decideAfter: Duration;
}
export interface TailDefinition extends TailOptions {
  readonly kind: 'sampling';
  readonly type: 'tail';
}

/**
 * Decides per trace, in the collector, once its spans have come: errors and slow traces, and a share of the rest. Every
 * span of a trace must reach the same collector. Compiles to the processor `tail_sampling`.
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/tailsamplingprocessor
 */
export function tail(options: TailOptions): TailDefinition {
  return define({ kind: 'sampling', type: 'tail', ...options }, tail, options);
}

export interface HeadOptions {
  /** The share of traces that the application starts. */
  readonly ratio: Percent;
}
export interface HeadDefinition extends HeadOptions {
  readonly kind: 'sampling';
  readonly type: 'head';
}

/**
 * Decides when a trace begins, in the application: cheap, and blind to errors. Compiles to `OTEL_TRACES_SAMPLER`
 * (`parentbased_traceidratio`). https://opentelemetry.io/docs/languages/sdk-configuration/general/#otel_traces_sampler
 */
export function head(options: HeadOptions): HeadDefinition {
  return define({ kind: 'sampling', type: 'head', ...options }, head, options);
}

export interface SamplingRule {
  /** Shown on the traces it keeps. */
  readonly name: string;
  /** Attributes of spans, or of their resource, and the values they may have: all of them have to be somewhere in the trace. */
  readonly where: Readonly<Record<string, string | readonly string[]>>;
  /** The share of these that is kept. */
  readonly keep: Percent;
}
export interface ImportanceOptions {
  /** Keep every trace that holds an error, whichever rule fits. @default false */
  readonly keepErrors?: boolean;
  /** Keep every trace that took longer, whichever rule fits. @default no trace is kept for being slow */
  readonly keepSlowerThan?: Duration;
  /** The first that fits decides. */
  readonly rules: readonly SamplingRule[];
  /** The share of all others that is kept. */
  readonly otherwise: Percent;
  /** How long the collector waits for the spans of a trace before it decides; at least 1s. */
  readonly decideAfter: Duration;
}
export interface ImportanceDefinition extends ImportanceOptions {
  readonly kind: 'sampling';
  readonly type: 'importance';
}

/**
 * More of what matters, and less of what does not: decides per trace, in the collector, with a share for each rule. Compiles to
 * `tail_sampling`, a policy `and` for each rule and one for errors and for slow traces where they are kept; `samplerOf` decides alike in the process, and records the rate.
 */
export function importance(options: ImportanceOptions): ImportanceDefinition {
  return define({ kind: 'sampling', type: 'importance', ...options }, importance, options);
}
