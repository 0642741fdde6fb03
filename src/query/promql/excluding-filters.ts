import { type Bounds, meet } from './bounds.ts';
import { filtered, flipped, isComparison } from './compare-bounds.ts';
import { bare } from './literals.ts';
import { isSameExpression } from './same-expression.ts';
import type { Binary, Expr } from './tree.ts';
import { typeOf } from './type-of.ts';
import { knownFacts, type Walk } from './walk.ts';

/** What a comparison with a number leaves of a value. */
interface Filter {
  readonly of: Expr;
  readonly bounds: Bounds;
  /** A limit that is not itself among what is left. */
  readonly beyond: number | undefined;
}

/** `x > 5 and x < 3`: two filters of one value that leave nothing in common. */
export function excludeEachOther(walk: Walk, { left, right, matching }: Binary): boolean {
  if (matching) return false;
  const one = filterOf(walk, left);
  const other = one && filterOf(walk, right);
  if (!one || !other || !isSameExpression(one.of, other.of)) return false;
  const common = meet(one.bounds, other.bounds);
  return !common || (common.min === common.max && (one.beyond === common.min || other.beyond === common.min));
}

/** Series that differ in nothing but their name are no one value. */
function filterOf(walk: Walk, side: Expr): Filter | undefined {
  const expr = bare(side);
  if (expr?.kind !== 'binary' || expr.bool || !isComparison(expr.op)) return undefined;
  const scalarFirst = typeOf(expr.left, walk.types) === 'scalar';
  const [of, limit, op] = scalarFirst ? [expr.right, expr.left, flipped(expr.op)] : [expr.left, expr.right, expr.op];
  if (typeOf(limit, walk.types) !== 'scalar' || !hasOneName(walk, of)) return undefined;
  const to = knownFacts(walk, limit).bounds;
  const bounds = filtered(op, knownFacts(walk, of).bounds, to);
  const beyond = (op === '<' || op === '>') && to.min === to.max ? to.min : undefined;
  return bounds && { of, bounds: { ...bounds, nan: op === '!=' }, beyond };
}

function hasOneName(walk: Walk, expr: Expr): boolean {
  return expr.kind === 'vector' ? expr.name !== undefined : knownFacts(walk, expr).name === 'never';
}
