import { FUNCTIONS, type ValueType } from './functions.ts';
import { spineOf } from './spine.ts';
import type { Binary, Expr } from './tree.ts';

/** The type of the value an expression gives; `known` holds those of the operations in it, so that a walk stays linear. */
export function typeOf(expr: Expr, known?: ReadonlyMap<Binary, ValueType>): ValueType {
  if (expr.kind === 'number') return 'scalar';
  if (expr.kind === 'string') return 'string';
  if (expr.kind === 'vector' || expr.kind === 'aggregation') return 'vector';
  if (expr.kind === 'matrix' || expr.kind === 'subquery') return 'matrix';
  if (expr.kind === 'call') return FUNCTIONS.get(expr.func)?.result ?? 'vector';
  return expr.kind === 'binary' ? (known?.get(expr) ?? typeOfBinary(expr, known)) : typeOf(expr.expr, known);
}

function typeOfBinary(expr: Binary, known?: ReadonlyMap<Binary, ValueType>): ValueType {
  const left = expr.left.kind === 'binary' ? known?.get(expr.left) : undefined;
  if (left) return left === 'scalar' && typeOf(expr.right, known) === 'scalar' ? 'scalar' : 'vector';
  const { first, operations } = spineOf(expr);
  const scalar = typeOf(first, known) === 'scalar' && operations.every(({ right }) => typeOf(right, known) === 'scalar');
  return scalar ? 'scalar' : 'vector';
}
