import type { Unit } from '../../kernel/unit.ts';
import type { MetricCatalogue, MetricShape } from '../shape.ts';
import { type Facts, NO_FACTS } from './facts.ts';
import type { ValueType } from './functions.ts';
import type { PromqlProblem } from './problem.ts';
import type { Binary, Expr, Span, VectorSelector } from './tree.ts';

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
  /** The recording whose expression this is. */
  readonly records: string | undefined;
  readonly problems: PromqlProblem[];
  readonly uses: SelectorUse[];
  /** Types of the operations that were walked; that of any other part is seen at once. */
  readonly types: Map<Binary, ValueType>;
  /** Facts of the parts that were walked. */
  readonly known: Map<Expr, Facts>;
  /** Facts of a part; here so that the files of the analysis need not import each other in a circle. */
  readonly facts: (walk: Walk, expr: Expr) => Facts;
}

/** Facts of a part that was walked before. */
export function knownFacts(walk: Walk, expr: Expr | undefined): Facts {
  return (expr && walk.known.get(expr)) ?? NO_FACTS;
}

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

/** Takes back what was found in a part, where what is around it gives the part another meaning. */
export function withdraw({ problems }: Walk, code: string, { from, to }: Span): void {
  const kept = problems.filter((found) => found.code !== `promql/${code}` || found.from < from || found.to > to);
  problems.splice(0, problems.length, ...kept);
}
