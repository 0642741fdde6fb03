import { didYouMean } from '../../kernel/nearest.ts';
import { outside } from './analyse-matchers.ts';
import { computed, type Facts, measure, type Value, valueFrom, withoutUnit } from './facts.ts';
import { AGGREGATORS } from './functions.ts';
import { addLabel, canHave, dropLabels, keepLabels, type Labels, listLabels, NO_LABELS } from './labels.ts';
import { textOf } from './literals.ts';
import type { Aggregation, Span } from './tree.ts';
import { knownFacts, problem, type Walk } from './walk.ts';

const COUNT = measure('count');

/** What an aggregation makes of its series. */
export function aggregationValue(walk: Walk, expr: Aggregation): Value {
  const input = knownFacts(walk, expr.expr);
  checkGrouping(walk, expr, input.labels);
  const shape = AGGREGATORS.get(expr.op);
  if (shape?.keepsSeries) return input;
  const labels = outputLabels(expr, input.labels);
  if (shape?.counts) return valueFrom(labels, COUNT);
  checkCounter(walk, expr, input);
  if (expr.op === 'min' || expr.op === 'max') return { ...input, labels };
  const value = computed(input, labels);
  return expr.op === 'stdvar' ? withoutUnit(value) : value;
}

function outputLabels({ op, by, without, param }: Aggregation, input: Labels): Labels {
  const grouped = by ? keepLabels(input, by) : without ? dropLabels(input, without) : NO_LABELS;
  if (op !== 'count_values') return grouped;
  const label = textOf(param);
  if (label === undefined) return { ...grouped, open: true };
  // It is written before the labels of `without` are taken away.
  return without?.includes(label) ? grouped : addLabel(grouped, label, true);
}

function checkGrouping(walk: Walk, expr: Aggregation, input: Labels): void {
  const word = expr.by ? 'by' : 'without';
  for (const [index, label] of (expr.by ?? expr.without ?? []).entries()) {
    if (label === '__name__' || canHave(input, label)) continue;
    const place = expr.groupingSpan?.labels[index] ?? headOf(expr);
    if (walk.catalogue.externalLabels?.has(label)) {
      // Harmless, but in vain.
      problem(walk, 'unknown-label', place, ...outside(label, `leave ${label} out of ${word}`), 'warning');
      continue;
    }
    const message = `${expr.op} ${word} (${label}): the series have no label \`${label}\`, they have ${listLabels(input)}`;
    problem(walk, 'unknown-label', place, message, didYouMean(label, input.exact) ?? `remove it from ${word}`);
  }
}

/** Where `by (…)` stands: before or after the parenthesis. */
function headOf({ op, span, expr, param }: Aggregation): Span {
  const first = (param ?? expr).span.from;
  const before = first - span.from > op.length + 2;
  if (span.to === 0) return span;
  return before ? { from: span.from, to: first } : { from: expr.span.to, to: span.to };
}

function checkCounter(walk: Walk, expr: Aggregation, input: Facts): void {
  if (input.counter === undefined || expr.op === 'min' || expr.op === 'max') return;
  const message = `${expr.op} of the raw counter \`${input.counter}\`: a restart of one instance makes it fall`;
  problem(walk, 'counter-without-rate', expr.expr.span, message, `use ${expr.op}(rate(${input.counter}[5m]))`);
}
