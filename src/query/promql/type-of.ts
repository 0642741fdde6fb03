import { FUNCTIONS, type ValueType } from './functions.ts';
import { spineOf } from './spine.ts';
import type { Binary, Expr } from './tree.ts';

/** The type of the value an expression gives; `known` holds those of its parts, so that a walk stays linear. */
export function typeOf(expr: Expr, known?: ReadonlyMap<Expr, ValueType>): ValueType {
  const found = known?.get(expr);
  if (found) return found;
  if (expr.kind === 'number') return 'scalar';
  if (expr.kind === 'string') return 'string';
  if (expr.kind === 'vector' || expr.kind === 'aggregation') return 'vector';
  if (expr.kind === 'matrix' || expr.kind === 'subquery') return 'matrix';
  if (expr.kind === 'call') return FUNCTIONS.get(expr.func)?.result ?? 'vector';
  return expr.kind === 'binary' ? typeOfBinary(expr, known) : typeOf(expr.expr, known);
}

function typeOfBinary(expr: Binary, known?: ReadonlyMap<Expr, ValueType>): ValueType {
  const left = known?.get(expr.left);
  if (left) return left === 'scalar' && typeOf(expr.right, known) === 'scalar' ? 'scalar' : 'vector';
  const { first, operations } = spineOf(expr);
  const scalar = typeOf(first, known) === 'scalar' && operations.every(({ right }) => typeOf(right, known) === 'scalar');
  return scalar ? 'scalar' : 'vector';
}
