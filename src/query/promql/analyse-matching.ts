import { didYouMean } from '../../kernel/nearest.ts';
import { outside } from './analyse-matchers.ts';
import { canHave, dropLabels, type Labels, lacks, listLabels } from './labels.ts';
import type { Binary, LabelListSpan, Span, VectorMatching } from './tree.ts';
import { problem, type Walk } from './walk.ts';

/** Whether any series of one side can find its partner, which is told where not. https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching */
export function checkMatching(walk: Walk, expr: Binary, left: Labels, right: Labels): boolean {
  const { matching } = expr;
  const before = walk.problems.length;
  if (matching?.group) checkInclude(walk, expr, matching, matching.group === 'left' ? right : left);
  if (matching?.on) checkOn(walk, expr, matching.on, left, right);
  else checkIgnoring(walk, expr, matching?.ignoring ?? [], left, right);
  return walk.problems.length === before;
}

function checkIgnoring(walk: Walk, expr: Binary, ignored: readonly string[], left: Labels, right: Labels): void {
  for (const label of ignored) {
    if (label !== '__name__' && !canHave(left, label) && !canHave(right, label))
      neitherHas(walk, expr, 'ignoring', label, left, right);
  }
  if (expr.op !== 'or') checkRest(walk, expr, dropLabels(left, ignored), dropLabels(right, ignored));
}

function checkOn(walk: Walk, expr: Binary, labels: readonly string[], left: Labels, right: Labels): void {
  for (const label of labels) {
    if (!canHave(left, label) && !canHave(right, label)) neitherHas(walk, expr, 'on', label, left, right);
    else if (lacks(left, right, label)) noPair(walk, expr, label, 'right', left, right);
    else if (lacks(right, left, label)) noPair(walk, expr, label, 'left', right, left);
  }
}

/** Without on, every label must be equal: one that only one side has can never be. */
function checkRest(walk: Walk, expr: Binary, left: Labels, right: Labels): void {
  const onlyLeft = [...left.exact].find((label) => lacks(left, right, label));
  if (onlyLeft !== undefined) {
    noPair(walk, expr, onlyLeft, 'right', left, right);
    return;
  }
  const onlyRight = [...right.exact].find((label) => lacks(right, left, label));
  if (onlyRight !== undefined) noPair(walk, expr, onlyRight, 'left', right, left);
}

function noPair(walk: Walk, expr: Binary, label: string, side: 'left' | 'right', has: Labels, hasNot: Labels): void {
  const message = `no two series of ${expr.op} match: the ${side} side has no label \`${label}\`, only ${listLabels(hasNot)}; the other has ${listLabels(has)}`;
  const common = [...has.exact].filter((name) => hasNot.exact.has(name)).sort();
  const fix = common.length === 0 ? `keep ${label} on both sides` : `match on what both have: on (${common.join(', ')})`;
  problem(walk, 'no-common-labels', operatorSpan(expr), message, fix);
}

function neitherHas(walk: Walk, expr: Binary, word: string, label: string, left: Labels, right: Labels): void {
  const place = labelSpan(expr.matching?.on ?? expr.matching?.ignoring, expr.matching?.labelsSpan, label) ?? operatorSpan(expr);
  if (walk.catalogue.externalLabels?.has(label)) {
    problem(walk, 'unknown-label', place, ...outside(label, `leave ${label} out of ${word}`), 'warning');
    return;
  }
  const message = `${word} (${label}): neither side has the label \`${label}\`, left has ${listLabels(left)}, right has ${listLabels(right)}`;
  problem(walk, 'unknown-label', place, message, didYouMean(label, [...left.exact, ...right.exact]) ?? `remove it from ${word}`);
}

/** The very label in its list. */
function labelSpan(labels: readonly string[] | undefined, span: LabelListSpan | undefined, label: string): Span | undefined {
  return span?.labels[labels?.indexOf(label) ?? -1];
}

function checkInclude(walk: Walk, expr: Binary, { group, include, includeSpan }: VectorMatching, one: Labels): void {
  for (const label of include) {
    if (canHave(one, label)) continue;
    const message = `group_${group} (${label}): the other side has no label \`${label}\`, it has ${listLabels(one)}`;
    const place = labelSpan(include, includeSpan, label) ?? operatorSpan(expr);
    problem(walk, 'unknown-label', place, message, didYouMean(label, one.exact) ?? `remove it from group_${group}`);
  }
}

function operatorSpan({ left, right, span }: Binary): Span {
  return span.to === 0 ? span : { from: left.span.to, to: right.span.from };
}
