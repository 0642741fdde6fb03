import { inputOf } from './analyse-call.ts';
import { calledEmptiness } from './call-emptiness.ts';
import { compare, isComparison } from './compare-bounds.ts';
import { excludeEachOther } from './excluding-filters.ts';
import type { Extent, Facts } from './facts.ts';
import { AGGREGATORS } from './functions.ts';
import { type Labels, unpairable } from './labels.ts';
import { numberOf } from './literals.ts';
import { operatorShape } from './operators.ts';
import { isSameExpression } from './same-expression.ts';
import { stepsOf } from './samples-of.ts';
import type { Aggregation, Binary, Expr, Subquery } from './tree.ts';
import { typeOf } from './type-of.ts';
import { knownFacts, type Walk } from './walk.ts';

export type Empty = Pick<Extent, 'empty' | 'because'>;

/** Whether a part may have no series, and what decides it. */
export function emptinessOf(walk: Walk, expr: Expr): Empty {
  if (expr.kind === 'aggregation') return aggregated(expr, knownFacts(walk, expr.expr));
  if (expr.kind === 'binary') return combined(walk, expr);
  if (expr.kind === 'call') return calledEmptiness(expr, inputOf(walk, expr));
  if (expr.kind === 'subquery') return repeated(expr, knownFacts(walk, expr.expr));
  return knownFacts(walk, 'expr' in expr ? expr.expr : undefined);
}

/** A range shorter than the step may hold no evaluation. */
function repeated(node: Subquery, inner: Facts): Empty {
  const { range, step } = node;
  if (inner.empty !== 'never') return inner;
  const sure = 'ms' in range && (step === undefined ? range.ms >= 60_000 : 'ms' in step && range.ms >= step.ms);
  return sure && stepsOf(node) > 0
    ? inner
    : { empty: 'possibly', because: { node, why: 'the range may be shorter than the step' } };
}

function aggregated(node: Aggregation, input: Facts): Empty {
  const { op, param } = node;
  const number = numberOf(param);
  if (input.empty === 'always' || !AGGREGATORS.get(op)?.keepsSeries) return input;
  if (op !== 'limit_ratio' && number !== undefined && number < 1)
    return { empty: 'always', because: { node, why: `${op} keeps ${number} series` } };
  if (op !== 'limit_ratio' && number !== undefined) return input;
  return input.empty === 'possibly' ? input : { empty: 'possibly', because: { node, why: `${op} may keep no series` } };
}

function combined(walk: Walk, expr: Binary): Empty {
  const { op } = expr;
  const left = knownFacts(walk, expr.left);
  const right = knownFacts(walk, expr.right);
  const isScalar = (side: Expr) => typeOf(side, walk.types) === 'scalar';
  if (isScalar(expr.left) && isScalar(expr.right)) return { empty: 'never', because: undefined };
  if (op === 'or') return united(left, right);
  if (op === 'unless') return excluded(expr, left, right);
  const base = isScalar(expr.left) ? right : isScalar(expr.right) ? left : paired(expr, left, right);
  if (op === 'and' && base.empty !== 'always' && excludeEachOther(walk, expr)) return contradicted(expr);
  if (operatorShape(op).kind === 'trim' && base.empty === 'never')
    return { empty: 'possibly', because: { node: expr, why: `${op} may trim all` } };
  return isComparison(op) && !expr.bool ? compared(expr, left, right, base) : base;
}

function contradicted(node: Binary): Empty {
  return { empty: 'always', because: { node, why: 'no value meets both comparisons' } };
}

function united(left: Facts, right: Facts): Empty {
  if (left.empty === 'never') return left;
  if (right.empty === 'never') return right;
  if (left.empty === 'always') return right;
  return left;
}

function excluded(node: Binary, left: Facts, right: Facts): Empty {
  if (left.empty === 'always') return left;
  if (isSameExpression(node.left, node.right))
    return { empty: 'always', because: { node, why: 'it excludes exactly the series it starts from' } };
  if (right.empty === 'never' && allPair(node, left.labels, right.labels))
    return { empty: 'always', because: { node, why: 'its right side is always there, and excludes every series' } };
  if (right.empty === 'always' || left.empty === 'possibly') return left;
  return { empty: 'possibly', because: { node, why: 'every series may be excluded' } };
}

/** What is left where series need a partner. */
function paired(node: Binary, left: Facts, right: Facts): Empty {
  if (left.empty === 'always') return left;
  if (right.empty === 'always') return right;
  const label = unpairable(left.labels, right.labels, node.matching ?? { ignoring: [] });
  if (label !== undefined)
    return {
      empty: 'always',
      because: { node, why: `only one side of ${node.op} has the label \`${label}\`, so no two series match` },
    };
  if (left.empty === 'possibly') return left;
  if (right.empty === 'possibly') return right;
  if (allPair(node, left.labels, right.labels)) return left;
  return { empty: 'possibly', because: { node, why: `no two series of ${node.op} may match` } };
}

/** Any two series are a pair: there is no label in which they could differ. */
function allPair({ matching }: Binary, left: Labels, right: Labels): boolean {
  if (matching?.on) return matching.on.length === 0;
  const bare = (labels: Labels) => !labels.open && [...labels.exact].every((label) => matching?.ignoring?.includes(label));
  return bare(left) && bare(right);
}

function compared(node: Binary, left: Facts, right: Facts, base: Empty): Empty {
  if (!isComparison(node.op) || base.empty === 'always') return base;
  const verdict = compare(node.op, left.bounds, right.bounds);
  const itself = (node.op === '<' || node.op === '>') && node.matching === undefined && isSameExpression(node.left, node.right);
  if (verdict === 'never' || itself) {
    const why = itself ? 'it compares a value with itself' : `${range(left)} is never ${node.op} ${range(right)}`;
    return { empty: 'always', because: { node, why } };
  }
  if (verdict === 'always' || base.empty === 'possibly') return base;
  return { empty: 'possibly', because: { node, why: 'the comparison may hold for no series' } };
}

function range({ bounds: { min, max } }: Facts): string {
  if (min === max) return `${min}`;
  if (min === Number.NEGATIVE_INFINITY) return `a value up to ${max}`;
  return max === Number.POSITIVE_INFINITY ? `a value from ${min} up` : `a value from ${min} to ${max}`;
}
