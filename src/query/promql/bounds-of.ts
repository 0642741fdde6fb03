import { inputOf } from './analyse-call.ts';
import {
  ANY_VALUE,
  arithmetic,
  type Bounds,
  between,
  exactly,
  hull,
  interpolated,
  NOT_NEGATIVE,
  negated,
  SHARE,
  summed,
} from './bounds.ts';
import { compare, filtered, flipped, isComparison } from './compare-bounds.ts';
import type { Facts } from './facts.ts';
import { functionBounds } from './function-bounds.ts';
import { AGGREGATORS } from './functions.ts';
import type { Labels } from './labels.ts';
import { isShare } from './literals.ts';
import { operatorShape } from './operators.ts';
import { isPartOf } from './part-of-whole.ts';
import type { Aggregation, Binary, Expr } from './tree.ts';
import { typeOf } from './type-of.ts';
import { knownFacts, type Walk } from './walk.ts';

/** Between which numbers the values of a part lie. */
export function boundsOf(walk: Walk, expr: Expr): Bounds {
  if (expr.kind === 'aggregation') return aggregated(expr, knownFacts(walk, expr.expr));
  if (expr.kind === 'binary') return combined(walk, expr);
  if (expr.kind === 'call') return functionBounds(walk, expr, inputOf(walk, expr).bounds);
  if (expr.kind === 'string') return ANY_VALUE;
  if (expr.kind === 'unary') return signed(expr.op, knownFacts(walk, expr.expr).bounds);
  return expr.kind === 'number' ? exactly(expr.value) : knownFacts(walk, 'expr' in expr ? expr.expr : undefined).bounds;
}

function signed(op: '+' | '-', bounds: Bounds): Bounds {
  return op === '-' ? negated(bounds) : bounds;
}

function aggregated({ op, param }: Aggregation, { bounds, labels, histogram }: Facts): Bounds {
  const series = mostSeries(labels);
  if (op === 'count' || op === 'count_values') return between(1, series);
  if (op === 'group') return exactly(1);
  if (histogram === 'native') return ANY_VALUE;
  if (op === 'sum') return summed(bounds, series);
  if (op === 'stddev' || op === 'stdvar') return NOT_NEGATIVE;
  if (op === 'quantile') return isShare(param) ? interpolated(bounds) : ANY_VALUE;
  return AGGREGATORS.get(op)?.keepsSeries || op === 'min' || op === 'max' ? bounds : interpolated(bounds);
}

/** How many targets or values there are is an estimate, and says nothing of what is possible: only without labels it is one. */
function mostSeries({ exact, open }: Labels): number {
  return exact.size === 0 && !open ? 1 : Number.POSITIVE_INFINITY;
}

function combined(walk: Walk, expr: Binary): Bounds {
  const left = knownFacts(walk, expr.left).bounds;
  const right = knownFacts(walk, expr.right).bounds;
  const { op } = expr;
  if (op === 'or') return united(walk, expr, left, right);
  if (operatorShape(op).kind === 'set') return left;
  if (isComparison(op)) return compared(walk, expr, left, right);
  if (op === '/' && left.min >= 0 && isPartOf(expr.left, expr.right)) return SHARE;
  return arithmetic(op, left, right);
}

function united(walk: Walk, { left, right }: Binary, a: Bounds, b: Bounds): Bounds {
  if (knownFacts(walk, left).empty === 'always') return b;
  return knownFacts(walk, right).empty === 'always' ? a : hull(a, b);
}

function compared(walk: Walk, { op, bool, left, right }: Binary, a: Bounds, b: Bounds): Bounds {
  if (!isComparison(op)) return a;
  if (bool) return truth(compare(op, a, b));
  const scalarFirst = typeOf(left, walk.types) === 'scalar' && typeOf(right, walk.types) !== 'scalar';
  return scalarFirst ? (filtered(flipped(op), b, a) ?? b) : (filtered(op, a, b) ?? a);
}

function truth(verdict: ReturnType<typeof compare>): Bounds {
  if (verdict === 'always') return exactly(1);
  return verdict === 'never' ? exactly(0) : between(0, 1);
}
