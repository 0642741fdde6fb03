import { isComparison } from './compare-bounds.ts';
import type { Facts } from './facts.ts';
import { sizeUnder } from './label-values.ts';
import { isCompared, mustHave } from './labels.ts';
import { operatorShape } from './operators.ts';
import type { Binary, Expr, Span } from './tree.ts';
import { selectorsOf, visit } from './visit.ts';
import { problem, type SelectorUse, type Walk } from './walk.ts';

/** A gauge may have one series for what something is now, and none for what else it could be. */
const ONE_AT_A_TIME = /(?:state|status|role|phase|version)$/;

/**
 * Several series of one side that have one partner, without group_left or group_right: Prometheus answers with an error.
 * https://prometheus.io/docs/prometheus/latest/querying/operators/#many-to-one-and-one-to-many-vector-matches
 */
export function checkManyToOne(walk: Walk, expr: Binary, left: Facts, right: Facts): void {
  const { matching, op } = expr;
  if (!matching || matching.group !== undefined || operatorShape(op).kind === 'set') return;
  const ofRight = repeatedLabel(walk, expr, expr.right, right);
  const ofLeft = repeatedLabel(walk, expr, expr.left, left);
  const label = ofRight ?? ofLeft;
  if (label === undefined) return;
  const side = ofRight === undefined ? 'left' : 'right';
  // A comparison that filters fails only while two of the left are kept.
  const filters = side === 'left' && isComparison(op) && !expr.bool;
  const message = `several series of the ${side} side differ only in \`${label}\` and have one partner: ${filters ? 'as soon as two are kept ' : ''}Prometheus refuses to evaluate this`;
  problem(walk, 'many-to-one', placeOf(expr), message, fixFor(expr, left, right, label, side), filters ? 'warning' : 'error');
}

function fixFor(expr: Binary, left: Facts, right: Facts, label: string, side: 'left' | 'right'): string {
  const [other, one] = side === 'left' ? [right, 'right'] : [left, 'left'];
  if (!mustHave(other.labels, label)) return `write group_${side} () after the labels, or aggregate ${label} away on the ${side}`;
  const { on } = expr.matching ?? {};
  const match = on ? `on (${[...on, label].join(', ')})` : `leave ${label} out of ignoring`;
  return `match ${label} too: ${match}; or aggregate it away on the ${one} and write group_${side} ()`;
}

/** A label that surely tells series apart which the matching takes for the same. */
function repeatedLabel(walk: Walk, { matching = { include: [] } }: Binary, side: Expr, facts: Facts): string | undefined {
  const { labels, sizes, series, info } = facts;
  if (labels.open || series <= 1 || info) return undefined;
  const ignored = (label: string) => !isCompared(matching, label) && mustHave(labels, label);
  const extra = [...labels.exact].filter((label) => ignored(label) && (sizes.get(label) ?? 0) >= 2);
  if (extra.length === 0 || mayFilter(side)) return undefined;
  const uses = usesIn(walk, side);
  if (uses.some(({ metric }) => metric === undefined || metric.type === 'info')) return undefined;
  // What one matched value may decide, such as the node of a pod, differs surely only where nothing is matched.
  const matchesOne = [...labels.exact].every((label) => !isCompared(matching, label) || (sizes.get(label) ?? 2) <= 1);
  return extra.find((label) => matchesOne || isOfClosedSet(uses, label));
}

function isOfClosedSet(uses: readonly SelectorUse[], label: string): boolean {
  return uses.every(({ metric, selector }) => {
    const values = metric?.labels[label]?.values;
    if (!metric || values === undefined) return false;
    return !(metric.type === 'gauge' && ONE_AT_A_TIME.test(label)) && sizeUnder(label, selector.matchers, values) >= 2;
  });
}

function usesIn({ uses }: Walk, side: Expr): readonly SelectorUse[] {
  const selectors = new Set(selectorsOf(side));
  return uses.filter(({ selector }) => selectors.has(selector));
}

/** Of the series only some may be left. */
function mayFilter(side: Expr): boolean {
  let filters = false;
  visit(side, (part) => {
    if (part.kind === 'binary') filters ||= operatorShape(part.op).kind === 'set' || (isComparison(part.op) && !part.bool);
    if (part.kind === 'aggregation') filters ||= /^(?:topk|bottomk|limitk|limit_ratio)$/.test(part.op);
  });
  return filters;
}

function placeOf({ matching, left, right, span }: Binary): Span {
  if (span.to === 0) return span;
  return matching?.labelsSpan
    ? { from: matching.labelsSpan.from, to: matching.labelsSpan.to }
    : { from: left.span.to, to: right.span.from };
}
