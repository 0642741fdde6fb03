import { inputOf } from './analyse-call.ts';
import { isComparison } from './compare-bounds.ts';
import { type Facts, NO_SIZES } from './facts.ts';
import { AGGREGATORS, FUNCTIONS } from './functions.ts';
import { canHave, isCompared, type Labels, type Pairing } from './labels.ts';
import { numberOf, textOf } from './literals.ts';
import { operatorShape } from './operators.ts';
import { stepsOf } from './samples-of.ts';
import type { Aggregation, Binary, Call, Expr } from './tree.ts';
import { typeOf } from './type-of.ts';
import { knownFacts, type Walk } from './walk.ts';

type Count = Pick<Facts, 'series' | 'sizes'>;

const ONE: Count = { series: 1, sizes: NO_SIZES };
const MANY = Number.POSITIVE_INFINITY;

/** How many series there are at most, and how many values of each label; `labels` are those of the result. */
export function seriesOf(walk: Walk, expr: Expr, labels: Labels): Count {
  if (expr.kind === 'aggregation') return aggregated(walk, expr, labels);
  if (expr.kind === 'binary') return combined(walk, expr, labels);
  if (expr.kind === 'call') return called(walk, expr, labels);
  if (expr.kind === 'subquery') return repeated(knownFacts(walk, expr.expr), stepsOf(expr));
  return expr.kind === 'unary' || expr.kind === 'paren' ? knownFacts(walk, expr.expr) : ONE;
}

/** Whether other series may be there the next time. */
export function variesOf(walk: Walk, expr: Expr, parts: readonly Expr[]): boolean {
  if (expr.kind === 'aggregation' && (expr.op === 'count_values' || AGGREGATORS.get(expr.op)?.keepsSeries)) return true;
  return parts.some((part) => knownFacts(walk, part).varies);
}

/** Over time there can be as many series as are chosen each time. */
function repeated(inner: Facts, steps: number): Count {
  return { series: inner.varies ? inner.series * steps : inner.series, sizes: inner.sizes };
}

function aggregated(walk: Walk, { op, by, without, param, expr }: Aggregation, labels: Labels): Count {
  const input = knownFacts(walk, expr);
  const kept = by ?? (without ? listed(input.labels)?.filter((label) => !without.includes(label)) : []);
  const groups = Math.min(input.series, kept ? combinations(input, kept) : MANY);
  if (AGGREGATORS.get(op)?.keepsSeries) return { series: Math.min(input.series, groups * chosen(op, param)), sizes: input.sizes };
  const sizes = sizesOf(labels, (label) => sizeOf(input, label));
  if (op !== 'count_values') return { series: groups, sizes };
  return { series: input.series, sizes: new Map([...sizes, [textOf(param) ?? '', input.series]]) };
}

/** How many of each group `topk` and its like leave. */
function chosen(op: string, param: Expr | undefined): number {
  const number = numberOf(param);
  return op === 'limit_ratio' || number === undefined ? MANY : Math.max(0, Math.trunc(number));
}

function called(walk: Walk, call: Call, labels: Labels): Count {
  const { func, args } = call;
  const input = inputOf(walk, call);
  if (FUNCTIONS.get(func)?.result === 'scalar' || /^(?:vector|absent|absent_over_time)$/.test(func) || args.length === 0)
    return ONE;
  if (func === 'label_replace' || func === 'label_join') return relabelled(call, input);
  if (!/^histogram_(?:quantile|quantiles|fraction)$/.test(func)) return input;
  const left = listed(input.labels)?.filter((label) => label !== 'le');
  const groups = Math.min(input.series, left ? combinations(input, left) : MANY);
  const sizes = sizesOf(labels, (label) => sizeOf(input, label));
  if (func !== 'histogram_quantiles') return { series: groups, sizes };
  const quantiles = args.length - 2;
  return { series: groups * quantiles, sizes: new Map([...sizes, [textOf(args[1]) ?? '', quantiles]]) };
}

/** The label has what it had, or what is written into it. */
function relabelled({ func, args }: Call, input: Facts): Count {
  const [dst, text, ...rest] = args.slice(1).map(textOf);
  if (dst === undefined) return { series: input.series, sizes: NO_SIZES };
  const sources = func === 'label_join' ? rest : text?.includes('$') === false ? [] : rest.slice(0, 1);
  const written = sources.reduce((product, source) => product * (source === undefined ? MANY : sizeOf(input, source)), 1);
  const before = func === 'label_join' ? 0 : sizeOf(input, dst);
  return { series: input.series, sizes: new Map([...input.sizes, [dst, Math.min(input.series, written + before)]]) };
}

function combined(walk: Walk, expr: Binary, labels: Labels): Count {
  const left = knownFacts(walk, expr.left);
  const right = knownFacts(walk, expr.right);
  if (typeOf(expr.right, walk.types) === 'scalar') return left;
  if (typeOf(expr.left, walk.types) === 'scalar') return right;
  if (expr.op === 'or') return united(left, right, labels);
  const pairing: Pairing = expr.matching ?? { ignoring: [] };
  const { group, include = [] } = expr.matching ?? {};
  const isSet = operatorShape(expr.op).kind === 'set';
  const [many, one] = group === 'right' ? [right, left] : [left, right];
  const sizes = sizesOf(labels, (label) => {
    if (include.includes(label)) return sizeOf(one, label);
    const paired = expr.op !== 'unless' && isCompared(pairing, label);
    return Math.min(sizeOf(many, label), paired ? sizeOf(one, label) : MANY);
  });
  if (isSet || group) return { series: many.series, sizes };
  const pairs = Math.min(many.series, one.series);
  const onePerKey = pairing.on ? combinations({ ...many, sizes }, pairing.on) : MANY;
  return { series: keepsPairs(expr) ? pairs : Math.min(pairs, onePerKey), sizes };
}

/** A comparison that filters needs one partner on the right only, and several on the left may have the same. */
function keepsPairs({ op, bool }: Binary): boolean {
  return isComparison(op) && !bool;
}

function united(left: Facts, right: Facts, labels: Labels): Count {
  const sizes = sizesOf(labels, (label) => sizeOf(left, label) + sizeOf(right, label));
  return { series: left.series + right.series, sizes };
}

function sizesOf(labels: Labels, size: (label: string) => number): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const label of labels.exact) sizes.set(label, size(label));
  return sizes;
}

/** Values a label has at most; one that is not there has the empty one. */
function sizeOf({ labels, sizes }: Facts, label: string): number {
  return sizes.get(label) ?? (label === '__name__' || canHave(labels, label) ? MANY : 1);
}

/** How many series labels can tell apart. */
function combinations(facts: Facts, labels: readonly string[]): number {
  const sizes = labels.map((label) => (label === '__name__' && facts.name === 'never' ? 1 : sizeOf(facts, label)));
  return sizes.includes(0) ? 0 : sizes.reduce((product, size) => product * size, 1);
}

function listed({ exact, open }: Labels): readonly string[] | undefined {
  return open ? undefined : [...exact];
}
