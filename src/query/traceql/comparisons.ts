import type { Attribute, Binary, Field, FieldExpr, Query, Static } from './tree.ts';
import { everyExpr, expressionsOf, isField } from './visit.ts';
import { COMPARISON_LEVEL, FIELD_LEVELS } from './words.ts';

/** A field beside a literal, whichever stood left. */
export interface Comparison {
  readonly field: Field;
  readonly value: Static;
  readonly expr: Binary;
}
export interface AttributeComparison extends Comparison {
  readonly field: Attribute;
}

export function comparisonsOf(query: Query): Comparison[] {
  return expressionsOf(query).flatMap(comparisonsIn);
}

export function comparisonsIn(root: FieldExpr): Comparison[] {
  return everyExpr(root).flatMap((expr) => {
    if (expr.kind !== 'binary' || FIELD_LEVELS.get(expr.op) !== COMPARISON_LEVEL) return [];
    const { left, right } = expr;
    if (isField(left) && right.kind === 'static') return [{ field: left, value: right, expr }];
    return isField(right) && left.kind === 'static' ? [{ field: right, value: left, expr }] : [];
  });
}

export function isOfAttribute(comparison: Comparison): comparison is AttributeComparison {
  return comparison.field.kind === 'attribute';
}
