import type { Unit } from '../kernel/unit.ts';
import type { AnyLabels, Instant } from './expr.ts';
import type { Label, Labels } from './label.ts';
import type { AnyMetric } from './metric.ts';
import type { Selection, TargetLabel } from './selection.ts';

/** Labels every scraped series has besides its own. */
export interface TargetLabels extends Readonly<Record<TargetLabel, string>> {}

/** The bound of a bucket, and what the histogram observes: a quantile is measured in that. */
export type Le<U extends Unit = Unit> = string & { readonly observed?: U };

type Declared<M> = M extends { readonly labels: infer D }
  ? { readonly [K in keyof D]: D[K] extends Label<infer V> ? V : string } & TargetLabels
  : AnyLabels;

/** Name → values of the labels on what a query gives. */
export type LabelsOf<M> = M extends { readonly kind: 'expr' | 'recording' | 'recorded'; readonly gives?: infer L }
  ? Extract<L, Labels>
  : M extends Selection<infer N extends AnyMetric, infer S>
    ? S extends '_bucket'
      ? Declared<N> & { readonly le: Le<N['unit']> }
      : Declared<N>
    : Declared<M>;

export type LabelName<M> = keyof LabelsOf<M> & string;

/** What a query measures; a bucket and a `_count` are numbers of events, whatever was observed. */
export type UnitOf<M> =
  M extends Selection<infer N extends AnyMetric, infer S>
    ? S extends '_bucket' | '_count'
      ? 'count'
      : N['unit']
    : M extends { readonly unit: infer U extends Unit }
      ? U
      : Unit;

/** The unit at run time, undefined where only the analysis of the text can tell. */
export function unitOf(of: Instant): Unit | undefined {
  if (of?.kind !== 'selection') return of?.unit; // an import cycle leaves undefined, which `resolve` reports
  return of.suffix === '_bucket' || of.suffix === '_count' ? 'count' : of.of?.unit;
}
