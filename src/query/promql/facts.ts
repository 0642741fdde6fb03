import type { Unit } from '../../kernel/unit.ts';
import type { MetricCatalogue, MetricShape } from '../shape.ts';
import type { ValueType } from './functions.ts';
import { type Labels, NO_LABELS } from './labels.ts';
import type { PromqlProblem } from './problem.ts';
import type { Expr, Span, VectorSelector } from './tree.ts';

/** What a value measures: `unit` as it is shown, `perSecond` what it was before a rate. */
export interface Measure {
  readonly unit?: Unit;
  readonly perSecond?: Unit;
  /** What the histogram behind it observes. */
  readonly observed?: Unit;
}

/** What is known of the value of one expression. */
export interface Facts extends Measure {
  readonly labels: Labels;
  /** The series whose raw, ever growing value this is. */
  readonly counter?: string;
  /** The series whose raw value this is, which goes up and down. */
  readonly gauge?: string;
  /** `bucket` comes from `x_bucket`, `native` from a histogram that needs no `le`. */
  readonly histogram?: 'bucket' | 'native';
  /** An info metric, always 1: multiplied by it a value only gains labels. */
  readonly info?: boolean;
  /** A number the author wrote. */
  readonly literal?: { readonly value: number; readonly text: string };
}

export interface SelectorUse {
  readonly selector: VectorSelector;
  /** Absent where no declared metric is meant, or none is known. */
  readonly metric?: MetricShape;
  /** Empty where only matchers select. */
  readonly seriesName: string;
}

/** One analysis: what it is told, what it finds. */
export interface Walk {
  readonly catalogue: MetricCatalogue;
  readonly units: ReadonlyMap<number, Unit>;
  readonly problems: PromqlProblem[];
  readonly uses: SelectorUse[];
  /** Types of the parts that were walked. */
  readonly types: Map<Expr, ValueType>;
  /** Facts of the parts that were walked. */
  readonly known: Map<Expr, Facts>;
  /** Facts of a part; here so that the files of the analysis need not import each other in a circle. */
  readonly facts: (walk: Walk, expr: Expr) => Facts;
}

export const NO_FACTS: Facts = { labels: NO_LABELS };

export function problem(
  walk: Walk,
  code: string,
  span: Span,
  message: string,
  fix?: string,
  severity: 'error' | 'warning' = 'error',
): void {
  walk.problems.push({
    code: `promql/${code}`,
    message,
    from: span.from,
    to: span.to,
    ...(fix === undefined ? {} : { fix }),
    severity,
  });
}

/** The same facts without those of a raw value, for a result that is computed. */
export function computed({ labels, unit, perSecond, observed, histogram }: Facts): Facts {
  return { labels, ...measure(unit, perSecond, observed), ...(histogram ? { histogram } : {}) };
}

/** Without the absent ones, as optional properties want it. */
export function measure(unit: Unit | undefined, perSecond?: Unit, observed?: Unit): Measure {
  return { ...(unit ? { unit } : {}), ...(perSecond ? { perSecond } : {}), ...(observed ? { observed } : {}) };
}

export function withoutUnit({ unit: _, perSecond: __, ...facts }: Facts): Facts {
  return facts;
}
