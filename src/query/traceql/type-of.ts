import type { Field, FieldExpr, ScalarExpr, Static } from './tree.ts';
import { ARITHMETIC, INTRINSICS, type ValueType } from './words.ts';

export type Types = ReadonlyMap<FieldExpr, ValueType>;

export function typeOfField(field: Field): ValueType {
  return field.kind === 'attribute' ? 'any' : (INTRINSICS.get(field.name) ?? 'any');
}

export function typeOfStatic({ type }: Static): ValueType {
  return type === 'variable' ? 'any' : type;
}

/** The type of an expression whose parts have theirs in `known`. */
export function typeOf(expr: FieldExpr, known: Types): ValueType {
  if (expr.kind === 'static') return typeOfStatic(expr);
  if (expr.kind === 'exists') return 'boolean';
  if (expr.kind === 'unary') return known.get(expr.expr) ?? 'any';
  if (expr.kind !== 'binary') return typeOfField(expr);
  if (!ARITHMETIC.has(expr.op)) return 'boolean';
  const left = known.get(expr.left) ?? 'any';
  return left === 'any' ? (known.get(expr.right) ?? 'any') : left;
}

/** The type of a number of a pipeline; a count is a whole number, another aggregate whatever it aggregates. */
export function typeOfScalar(expr: ScalarExpr, known: Types): ValueType {
  if (expr.kind === 'scalar-static') return typeOfStatic(expr.value);
  if (expr.kind === 'aggregate') return expr.argument ? (known.get(expr.argument) ?? 'any') : 'int';
  const left = typeOfScalar(expr.left, known);
  return left === 'any' ? typeOfScalar(expr.right, known) : left;
}

export function isNumeric(type: ValueType): boolean {
  return type === 'int' || type === 'float' || type === 'duration' || type === 'any';
}
