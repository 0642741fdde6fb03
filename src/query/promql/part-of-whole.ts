import { isSameExpression } from './same-expression.ts';
import type { Aggregation, Call, Expr, Matcher, VectorSelector } from './tree.ts';

/** Functions of one series that are not less for more events, where the series is a counter. */
const GROWS = /^(?:rate|increase|irate|sum_over_time|count_over_time)$/;

/** Whether `part` counts some of what `whole` counts: the same sum with more matchers, or one bucket of a histogram. */
export function isPartOf(part: Expr, whole: Expr): boolean {
  if (part.kind === 'paren') return isPartOf(part.expr, whole);
  if (whole.kind === 'paren') return isPartOf(part, whole.expr);
  if (part.kind === 'aggregation' && whole.kind === 'aggregation') return isPartOfSum(part, whole);
  if (part.kind === 'call' && whole.kind === 'call') return isPartOfRate(part, whole);
  return part.kind === 'vector' && whole.kind === 'vector' && isPartOfSeries(part, whole);
}

function isPartOfSum(part: Aggregation, whole: Aggregation): boolean {
  if (part.op !== whole.op || (part.op !== 'sum' && part.op !== 'count')) return false;
  return isGroupedAlike(part, whole) && isPartOf(part.expr, whole.expr);
}

function isGroupedAlike(part: Aggregation, whole: Aggregation): boolean {
  if (part.without || whole.without) return sameLabels(part.without, whole.without) && !part.by && !whole.by;
  return sameLabels(part.by ?? [], whole.by ?? []);
}

function sameLabels(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a?.length === b?.length && new Set([...(a ?? []), ...(b ?? [])]).size === new Set(a).size;
}

function isPartOfRate(part: Call, whole: Call): boolean {
  const [a] = part.args;
  const [b] = whole.args;
  if (part.func !== whole.func || !GROWS.test(part.func) || a?.kind !== 'matrix' || b?.kind !== 'matrix') return false;
  const alike = isSameExpression({ ...a, selector: b.selector }, b);
  return alike && isPartOfSeries(a.selector, b.selector);
}

function isPartOfSeries(part: VectorSelector, whole: VectorSelector): boolean {
  const isBucket = part.name !== whole.name && part.name?.replace(/_bucket$/, '_count') === whole.name;
  if (part.name === undefined || whole.name === undefined || (part.name !== whole.name && !isBucket)) return false;
  const one = part.matchers.find(({ label, op }) => label === 'le' && op === '=');
  if (isBucket && !one) return false;
  const timeless = { ...part, name: whole.name, matchers: whole.matchers };
  return isSameExpression(timeless, whole) && whole.matchers.every((wanted) => part.matchers.some((own) => isSame(own, wanted)));
}

function isSame(a: Matcher, b: Matcher): boolean {
  return a.label === b.label && a.op === b.op && a.value === b.value;
}
