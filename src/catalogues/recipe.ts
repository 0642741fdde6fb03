import type { Label, Labels } from '../authored/label.ts';
import {
  counter as authoredCounter,
  gauge as authoredGauge,
  histogram as authoredHistogram,
  info as authoredInfo,
  type Counter,
  type Gauge,
  type Histogram,
  type Info,
} from '../authored/metric.ts';
import type { Unit } from '../kernel/unit.ts';

/**
 * A metric still without its name: a catalogue gives it the key it stands under, so a name is written once.
 * `N` is what that key may be.
 */
export type Recipe<M, N extends string = string> = (name: N) => M;

export interface RecipeOptions<L extends Labels, U extends Unit> {
  /** @default none: a plain count, or a unit that is no Prometheus base unit (milliseconds, percent), which `help` then names */
  readonly unit?: U;
  readonly labels?: { readonly [K in keyof L]: Label<L[K]> };
}
export interface HistogramRecipeOptions<L extends Labels, B extends number, U extends Unit> extends RecipeOptions<L, U> {
  /** Upper bounds upstream registers by default, in the metric's own unit. */
  readonly buckets: readonly B[];
}

/** Only goes up, and is named as Prometheus asks: the key must end in `_total`. https://prometheus.io/docs/practices/naming/ */
export function counter<L extends Labels = {}, const U extends Unit = 'count'>(
  help: string,
  options?: RecipeOptions<L, U>,
): Recipe<Counter<L, U>, `${string}_total`> {
  return (name) => authoredCounter<L, U>({ ...options, name, help });
}

/** Only goes up, but upstream gave it a name without `_total`. */
export function foreignCounter<L extends Labels = {}, const U extends Unit = 'count'>(
  help: string,
  options?: RecipeOptions<L, U>,
): Recipe<Counter<L, U>> {
  // The constructor only asks for the suffix in its type; the name is upstream's and cannot be mended here.
  return (name) => authoredCounter<L, U>({ ...options, name: name as `${string}_total`, help });
}

/** Goes up and down. Upstream sometimes ends such a name in `_total` too; the type on the wire decides. */
export function gauge<L extends Labels = {}, const U extends Unit = 'count'>(
  help: string,
  options?: RecipeOptions<L, U>,
): Recipe<Gauge<L, U>> {
  return (name) => authoredGauge<L, U>({ ...options, name, help });
}

/** A classic histogram: `_bucket`, `_sum` and `_count`. */
export function histogram<L extends Labels = {}, const B extends number = number, const U extends Unit = 'count'>(
  help: string,
  options: HistogramRecipeOptions<L, B, U>,
): Recipe<Histogram<L, B, U>> {
  return (name) => authoredHistogram<L, B, U>({ ...options, name, help });
}

/** A constant 1 whose labels say something. */
export function info<L extends Labels = {}>(help: string, labels: { readonly [K in keyof L]: Label<L[K]> }): Recipe<Info<L>> {
  return (name) => authoredInfo<L>({ name, help, labels });
}
