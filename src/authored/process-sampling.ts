import type { Duration, Percent } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

/** What is decided inside of the service, by what only it knows. The collector keeps all that arrives of it. */
export type ProcessSampling = RateLimitedDefinition | AdaptiveDefinition | ConfidenceDefinition;

export interface RateLimitedOptions {
  /** How many traces each process starts in a second at most; as many at once after a quiet second. */
  readonly perSecond: number;
  /**
   * How many spans a trace has at most. Given, the collector limits too, over all processes together: it can count spans only, so it
   * keeps `perSecond * spansPerTrace` of them, and what it drops is missing from corrected counts.
   * @default only processes limit
   */
  readonly spansPerTrace?: number;
  /** How long the collector waits for the spans of a trace; at least 1s. @default '10s' */
  readonly decideAfter?: Duration;
}
export interface RateLimitedDefinition extends RateLimitedOptions {
  readonly kind: 'sampling';
  readonly type: 'rate-limited';
}

/**
 * So many traces a second, whatever the traffic; counts stay exact, because each that is kept says how many it stands for. Needs
 * `observe` or `startTracing` of `signalbox/runtime` in the service: another SDK starts every trace. With `spansPerTrace`, compiles to
 * the policy `rate_limiting` of the collector too.
 */
export function rateLimited(options: RateLimitedOptions): RateLimitedDefinition {
  return define({ kind: 'sampling', type: 'rate-limited', ...options }, rateLimited, options);
}

export interface AdaptiveOptions {
  /** The share kept while there is little to do. */
  readonly most: Percent;
  /** The share kept under full load. */
  readonly least: Percent;
}
export interface AdaptiveDefinition extends AdaptiveOptions {
  readonly kind: 'sampling';
  readonly type: 'adaptive';
}

/**
 * Less the busier the process is, which only the process knows: needs `observe` or `startTracing` of `signalbox/runtime` in the service,
 * another SDK starts every trace. Nothing is generated for the collector.
 */
export function adaptive(options: AdaptiveOptions): AdaptiveDefinition {
  return define({ kind: 'sampling', type: 'adaptive', ...options }, adaptive, options);
}

export interface ConfidenceOptions {
  /** The share of traces with any property is known to so much either way: '1%' is one percentage point. */
  readonly halfWidth: Percent;
  /** How surely. @default '95%' */
  readonly level?: '90%' | '95%' | '99%';
  /** It holds anew in each window of this length, for each name of a first span. @default '1m' */
  readonly window?: Duration;
}
export interface ConfidenceDefinition extends ConfidenceOptions {
  readonly kind: 'sampling';
  readonly type: 'confidence';
}

/**
 * As many traces as an interval of a stated width needs, however much traffic there is: needs `observe` or `startTracing` of
 * `signalbox/runtime` in the service, another SDK starts every trace. The collector has no such policy, so nothing is generated for it.
 */
export function confidence(options: ConfidenceOptions): ConfidenceDefinition {
  return define({ kind: 'sampling', type: 'confidence', ...options }, confidence, options);
}
