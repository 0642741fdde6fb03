import { checkMatching } from './analyse-matching.ts';
import { computed, type Facts, measure, NO_MEASURE, type Value, valueFrom } from './facts.ts';
import {
  addLabel,
  canHave,
  dropLabels,
  keepLabels,
  type Labels,
  mustHave,
  type Pairing,
  pairedLabels,
  unionLabels,
} from './labels.ts';
import { checkManyToOne } from './many-to-one.ts';
import { asksForNewSeries } from './new-series.ts';
import { operatorShape } from './operators.ts';
import type { Binary, Expr } from './tree.ts';
import { typeOf } from './type-of.ts';
import { combine, isBare } from './unit-algebra.ts';
import { knownFacts, problem, type Walk, withdraw } from './walk.ts';

/** What an operator makes of two values. */
export function binaryValue(walk: Walk, expr: Binary): Value {
  const left = knownFacts(walk, expr.left);
  const right = knownFacts(walk, expr.right);
  const vectors = typeOf(expr.left, walk.types) === 'vector' && typeOf(expr.right, walk.types) === 'vector';
  if (vectors && checkMatching(walk, expr, left.labels, right.labels)) checkManyToOne(walk, expr, left, right);
  const labels = vectors
    ? outputLabels(expr, left.labels, right.labels)
    : (typeOf(expr.left, walk.types) === 'vector' ? left : right).labels;
  const { kind } = operatorShape(expr.op);
  if (kind === 'set') return setValue(walk, expr, left, right, labels);
  if (kind === 'comparison') return comparisonValue(walk, expr, left, right, labels);
  if (kind === 'trim') return { ...left, labels };
  checkSum(walk, expr, left, right);
  // A counter times a number is still one, but times 0 it fills in a 0; of two series the result is a ratio or a difference.
  const counter = vectors || isZeroed(expr, left, right) ? undefined : (left.counter ?? right.counter);
  // Histograms can be added, and multiplied by numbers.
  const { histogram, observed } = left.histogram ? left : right;
  const measured = combine(expr.op, left, right);
  const value = valueFrom(labels, measured === NO_MEASURE ? measure(undefined, undefined, observed) : measured, histogram);
  return { ...value, counter, literal: literalOf(left, right) };
}

function isZeroed({ op }: Binary, left: Facts, right: Facts): boolean {
  return op === '*' && (left.literal?.value === 0 || right.literal?.value === 0);
}

/** `60 * 60` is as much a number of the author as `3600`. */
function literalOf(left: Facts, right: Facts): Facts['literal'] {
  const both = left.literal && right.literal && left.unit === undefined && right.unit === undefined;
  return both ? { value: Number.NaN, text: `${left.literal?.text} … ${right.literal?.text}` } : undefined;
}

function setValue(walk: Walk, expr: Binary, left: Facts, right: Facts, labels: Labels): Value {
  if (asksForNewSeries(expr)) {
    withdraw(walk, 'counter-without-rate', expr.left.span);
    return { ...left, labels, counter: undefined };
  }
  if (expr.op !== 'or') return { ...left, labels };
  const counter = left.counter ?? right.counter;
  const histogram = left.histogram === right.histogram ? left.histogram : undefined;
  const value = valueFrom(labels, left.unit === right.unit || isBare(right) ? left : NO_MEASURE, histogram);
  return { ...value, counter };
}

function comparisonValue(walk: Walk, expr: Binary, left: Facts, right: Facts, labels: Labels): Value {
  checkCounter(walk, expr, left, expr.left);
  checkCounter(walk, expr, right, expr.right);
  checkUnits(walk, expr, left, right, `${expr.op} compares`);
  checkRatio(walk, expr, left, right);
  if (expr.bool) return valueFrom(labels);
  return computed(typeOf(expr.left, walk.types) === 'scalar' ? right : left, labels);
}

function checkCounter(walk: Walk, expr: Binary, { counter }: Facts, side: Expr): void {
  if (counter === undefined) return;
  const message = `${expr.op} compares the raw counter \`${counter}\`, which only grows until a restart`;
  problem(walk, 'counter-without-rate', side.span, message, `use rate(${counter}[5m]) or increase(${counter}[1h])`);
}

function checkSum(walk: Walk, expr: Binary, left: Facts, right: Facts): void {
  if (expr.op === '+' || expr.op === '-') checkUnits(walk, expr, left, right, expr.op === '+' ? '+ adds' : '- subtracts');
}

function checkUnits(walk: Walk, expr: Binary, left: Facts, right: Facts, verb: string): void {
  checkScale(walk, expr, left, right, verb);
  checkScale(walk, expr, right, left, verb);
  if (left.unit === undefined || right.unit === undefined || left.unit === right.unit) return;
  const literal = right.literal ?? left.literal;
  const fix = literal && `write the number in ${right.literal ? left.unit : right.unit}`;
  problem(walk, 'unit-mismatch', expr.span, `${verb} ${named(left)} and ${named(right)}`, fix ?? 'bring both sides to one unit');
}

/** `ratio * 100 > 85%`: the quantity was brought to base units, what it is held against was taken out of them. */
function checkScale(walk: Walk, expr: Binary, { scaled }: Facts, { literal, unit }: Facts, verb: string): void {
  if (!scaled || !literal || scaled.unit !== unit) return;
  const message = `${verb} ${unit} times ${shortly(scaled.factor)} and \`${literal.text}\` (${unit})`;
  problem(
    walk,
    'unit-mismatch',
    expr.span,
    message,
    `write the number ${shortly(literal.value * scaled.factor)}, or leave the factor out`,
  );
}

/** Without the digits that only floats have. */
function shortly(value: number): string {
  return String(Number(value.toPrecision(12)));
}

function named({ unit, literal }: Facts): string {
  return literal ? `\`${literal.text}\` (${unit})` : `${unit}`;
}

/** Two things of one unit divided may be any number: jobs per worker, now by last week. A share is a part of its whole. */
function checkRatio(walk: Walk, expr: Binary, left: Facts, right: Facts): void {
  const [ratio, other, side] = left.literal ? [right, left, expr.left] : [left, right, expr.right];
  const number = other.literal;
  if (ratio.unit !== 'ratio' || !(ratio.bounds.max <= 1) || !number || other.unit !== undefined || !(number.value > 1)) return;
  const message = `a ratio goes from 0 to 1, it is compared with ${number.text}`;
  problem(walk, 'ratio-threshold', side.span, message, shareFor(number.value), 'warning');
}

/** 85 was meant as per cent; what 1.5 was meant as cannot be told. */
function shareFor(value: number): string {
  return value >= 2 && value <= 100 ? `write ${shortly(value / 100)}` : 'write a number from 0 to 1, such as 0.85 for 85%';
}

function outputLabels(expr: Binary, left: Labels, right: Labels): Labels {
  if (expr.op === 'or') return unionLabels(left, right);
  const pairing: Pairing = expr.matching ?? { ignoring: [] };
  if (expr.op === 'unless') return left;
  const paired = pairedLabels(left, right, pairing);
  if (expr.op === 'and') return paired;
  const { group, include = [] } = expr.matching ?? {};
  if (group === 'left') return groupedLabels(include, paired, pairedLabels(right, left, pairing));
  if (group === 'right') return groupedLabels(include, pairedLabels(right, left, pairing), paired);
  return pairing.on ? keepLabels(paired, pairing.on) : dropLabels(paired, pairing.ignoring ?? []);
}

/** The labels of the many side, and those named from the one side, which replace or remove them. */
function groupedLabels(include: readonly string[], many: Labels, one: Labels): Labels {
  return include.reduce((labels, label) => {
    if (!canHave(one, label)) return dropLabels(labels, [label]);
    return addLabel(labels, label, mustHave(one, label));
  }, many);
}
