import { FUNCTIONS, type ValueType } from './functions.ts';
import type { Expr } from './tree.ts';

/** The type of the value an expression gives; `known` holds those of its parts, so that a walk stays linear. */
export function typeOf(expr: Expr, known?: ReadonlyMap<Expr, ValueType>): ValueType {
  const found = known?.get(expr);
  if (found) return found;
  if (expr.kind === 'number') return 'scalar';
  if (expr.kind === 'string') return 'string';
  if (expr.kind === 'vector' || expr.kind === 'aggregation') return 'vector';
  if (expr.kind === 'matrix' || expr.kind === 'subquery') return 'matrix';
  if (expr.kind === 'call') return FUNCTIONS.get(expr.func)?.result ?? 'vector';
  if (expr.kind !== 'binary') return typeOf(expr.expr, known);
  return typeOf(expr.left, known) === 'scalar' && typeOf(expr.right, known) === 'scalar' ? 'scalar' : 'vector';
}
