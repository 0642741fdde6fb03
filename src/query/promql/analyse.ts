import type { Unit } from '../../kernel/unit.ts';
import type { MetricCatalogue } from '../shape.ts';
import { aggregationValue } from './analyse-aggregation.ts';
import { checkAlert } from './analyse-alert.ts';
import { binaryValue } from './analyse-binary.ts';
import { callValue } from './analyse-call.ts';
import { selectorFacts } from './analyse-selector.ts';
import { exactly } from './bounds.ts';
import { boundsOf } from './bounds-of.ts';
import { emptinessOf } from './emptiness-of.ts';
import { computed, type Facts, factsOf, measure, NO_FACTS, SCALAR, type Value, valueFrom } from './facts.ts';
import type { ValueType } from './functions.ts';
import { type Labels, NO_LABELS } from './labels.ts';
import { nameOf } from './name-of.ts';
import type { PromqlProblem } from './problem.ts';
import { samplesOf } from './samples-of.ts';
import { seriesOf, variesOf } from './series-of.ts';
import type { Binary, Expr, MatrixSelector, NumberLiteral, StringLiteral, VectorSelector } from './tree.ts';
import { typeOf } from './type-of.ts';
import { childrenOf } from './visit.ts';
import { knownFacts, problem, type SelectorUse, type Walk } from './walk.ts';

export interface AnalysisOptions {
  /** The unit of a number by where it starts, for `'85%'` or `'5GiB'` that became plain numbers. */
  readonly units?: ReadonlyMap<number, Unit>;
  /** It is the condition of an alert. */
  readonly alert?: boolean;
  /** It is the expression of the recording of that name. */
  readonly records?: string;
}

export interface Analysis {
  readonly type: ValueType;
  /** The labels a series of the result can carry, without the metric name. */
  readonly labels: Labels;
  readonly unit?: Unit | undefined;
  /** What is known of the result. */
  readonly result: Facts;
  /** Upper bound of the samples one evaluation touches; Infinity where a series is not declared. */
  readonly samples: number;
  /** Every selector, in the order they are written. */
  readonly uses: readonly SelectorUse[];
  /** What is known of every part, by its node. */
  readonly facts: ReadonlyMap<Expr, Facts>;
  readonly problems: readonly PromqlProblem[];
}

export type { Facts, SelectorUse };

/** What an expression reads and gives, and every way in which it cannot mean what it says. One walk, bottom up. */
export function analysePromql(expr: Expr, catalogue: MetricCatalogue, options: AnalysisOptions = {}): Analysis {
  const walk: Walk = {
    catalogue,
    units: options.units ?? new Map(),
    records: options.records,
    problems: [],
    uses: [],
    types: new Map(),
    known: new Map(),
    facts: walkFacts,
  };
  const result = walkFacts(walk, expr);
  const { labels, unit, counter, samples } = result;
  if (counter !== undefined) checkResult(walk, expr, counter);
  if (options.alert) checkAlert(walk, expr);
  return {
    type: typeOf(expr, walk.types),
    labels,
    unit,
    result,
    samples,
    uses: [...walk.uses], // one that grew has room for more than will come
    facts: walk.known,
    problems: walk.problems.length === 0 ? NO_PROBLEMS : walk.problems.toSorted((a, b) => a.from - b.from),
  };
}

const NO_PROBLEMS: readonly PromqlProblem[] = [];

/** Operators chain to the left, and a chain is a tree as deep as it is long: it is walked along, not down. */
function walkFacts(walk: Walk, expr: Expr): Facts {
  const chain: Binary[] = [];
  let first = expr;
  for (; first.kind === 'binary'; first = first.left) chain.push(first);
  let facts = remember(walk, first, partFacts(walk, first));
  for (const binary of chain.reverse()) {
    walkFacts(walk, binary.right);
    facts = remember(walk, binary, complete(walk, binary, binaryValue(walk, binary)));
  }
  return facts;
}

function remember(walk: Walk, expr: Expr, facts: Facts): Facts {
  if (expr.kind === 'binary') walk.types.set(expr, typeOf(expr, walk.types));
  walk.known.set(expr, facts);
  return facts;
}

function partFacts(walk: Walk, expr: Exclude<Expr, Binary>): Facts {
  if (expr.kind === 'number') return numberFacts(walk, expr);
  if (expr.kind === 'string') return NO_FACTS;
  if (expr.kind === 'vector') return selectorFacts(walk, expr);
  if (expr.kind === 'matrix') return selectorFacts(walk, expr.selector, expr.range);
  for (const part of childrenOf(expr)) walkFacts(walk, part);
  return complete(walk, expr, partValue(walk, expr));
}

function partValue(
  walk: Walk,
  expr: Exclude<Expr, Binary | NumberLiteral | VectorSelector | MatrixSelector | StringLiteral>,
): Value {
  if (expr.kind === 'call') return callValue(walk, expr);
  if (expr.kind === 'aggregation') return aggregationValue(walk, expr);
  const inner = knownFacts(walk, expr.expr);
  return expr.kind === 'unary' && inner.literal ? computed(inner) : inner;
}

/** How much there is of a value. */
function complete(walk: Walk, expr: Expr, value: Value): Facts {
  const parts = childrenOf(expr);
  const { empty, because } = emptinessOf(walk, expr);
  const { series, sizes } = seriesOf(walk, expr, value.labels);
  return factsOf(value, {
    name: nameOf(walk, expr),
    empty,
    because,
    bounds: boundsOf(walk, expr),
    series,
    sizes,
    varies: variesOf(walk, expr, parts),
    samples: samplesOf(walk, expr, parts),
  });
}

function numberFacts(walk: Walk, { value, text, durationMs, span }: NumberLiteral): Facts {
  const unit = walk.units.get(span.from) ?? (durationMs === undefined ? undefined : 'seconds');
  return factsOf({ ...valueFrom(NO_LABELS, measure(unit)), literal: { value, text } }, { ...SCALAR, bounds: exactly(value) });
}

function checkResult(walk: Walk, expr: Expr, counter: string): void {
  const message = `the result is the raw counter \`${counter}\`, which only grows until a restart`;
  problem(walk, 'counter-without-rate', expr.span, message, `use rate(${counter}[5m])`, 'warning');
}
