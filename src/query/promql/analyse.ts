import type { Unit } from '../../kernel/unit.ts';
import type { MetricCatalogue } from '../shape.ts';
import { aggregationFacts } from './analyse-aggregation.ts';
import { checkAlert } from './analyse-alert.ts';
import { binaryFacts } from './analyse-binary.ts';
import { callFacts } from './analyse-call.ts';
import { selectorFacts } from './analyse-selector.ts';
import { computed, type Facts, measure, NO_FACTS, problem, type SelectorUse, type Walk } from './facts.ts';
import type { ValueType } from './functions.ts';
import type { OutputLabels } from './labels.ts';
import type { PromqlProblem } from './problem.ts';
import type { Expr, NumberLiteral } from './tree.ts';
import { typeOf } from './type-of.ts';

export interface AnalysisOptions {
  /** The unit of a number by where it starts, for `'85%'` or `'5GiB'` that became plain numbers. */
  readonly units?: ReadonlyMap<number, Unit>;
  /** It is the condition of an alert. */
  readonly alert?: boolean;
}

export interface Analysis {
  readonly type: ValueType;
  /** The labels a series of the result can carry, without the metric name. */
  readonly labels: OutputLabels;
  readonly unit?: Unit;
  /** Every selector, in the order they are written. */
  readonly uses: readonly SelectorUse[];
  /** What is known of every part, by its node. */
  readonly facts: ReadonlyMap<Expr, Facts>;
  readonly problems: readonly PromqlProblem[];
}

export type { Facts, OutputLabels, SelectorUse };

/** What an expression reads and gives, and every way in which it cannot mean what it says. One walk, bottom up. */
export function analysePromql(expr: Expr, catalogue: MetricCatalogue, options: AnalysisOptions = {}): Analysis {
  const walk: Walk = {
    catalogue,
    units: options.units ?? new Map(),
    problems: [],
    uses: [],
    types: new Map(),
    known: new Map(),
    facts: walkFacts,
  };
  const { labels, unit, counter } = walkFacts(walk, expr);
  if (counter !== undefined) checkResult(walk, expr, counter);
  if (options.alert) checkAlert(walk, expr);
  return {
    type: typeOf(expr, walk.types),
    labels: { exact: labels.exact, ...(labels.open ? { open: true } : {}) },
    ...(unit ? { unit } : {}),
    uses: walk.uses,
    facts: walk.known,
    problems: walk.problems.toSorted((a, b) => a.from - b.from),
  };
}

function walkFacts(walk: Walk, expr: Expr): Facts {
  const facts = factsOf(walk, expr);
  walk.types.set(expr, typeOf(expr, walk.types));
  walk.known.set(expr, facts);
  return facts;
}

function factsOf(walk: Walk, expr: Expr): Facts {
  if (expr.kind === 'number') return numberFacts(walk, expr);
  if (expr.kind === 'string') return NO_FACTS;
  if (expr.kind === 'vector') return selectorFacts(walk, expr);
  if (expr.kind === 'matrix') return selectorFacts(walk, expr.selector);
  if (expr.kind === 'call') return callFacts(walk, expr);
  if (expr.kind === 'aggregation') return aggregationFacts(walk, expr);
  if (expr.kind === 'binary') return binaryFacts(walk, expr);
  const inner = walkFacts(walk, expr.expr);
  return expr.kind === 'unary' && inner.literal ? computed(inner) : inner;
}

function numberFacts(walk: Walk, { value, text, durationMs, span }: NumberLiteral): Facts {
  const unit = walk.units.get(span.from) ?? (durationMs === undefined ? undefined : 'seconds');
  return { ...NO_FACTS, ...measure(unit), literal: { value, text } };
}

function checkResult(walk: Walk, expr: Expr, counter: string): void {
  const message = `the result is the raw counter \`${counter}\`, which only grows until a restart`;
  problem(walk, 'counter-without-rate', expr.span, message, `use rate(${counter}[5m])`, 'warning');
}
