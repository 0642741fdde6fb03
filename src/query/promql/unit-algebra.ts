import { PER_SECOND, type Unit } from '../../kernel/unit.ts';
import { type Measure, measure, NO_MEASURE, type Value } from './facts.ts';
import type { BinaryOperator } from './operators.ts';

/** Counts and bytes per second keep their name, seconds per second are a share; of the rest nothing is known. */
export function perSecond(facts: Measure): Measure {
  const { unit, observed } = facts;
  const known = unit === 'seconds' || unit === 'count' || unit === 'bytes';
  return measure(known ? PER_SECOND[unit] : undefined, unit, observed);
}

/** What `left op right` measures, where it can be told. */
export function combine(op: BinaryOperator, left: Value, right: Value): Measure {
  if (op === '+' || op === '-') return sum(left, right);
  if (op === '*') return product(left, right);
  if (op === '/') return quotient(left, right);
  return op === '%' ? measure(left.unit, left.perSecond) : NO_MEASURE;
}

function sum(left: Value, right: Value): Measure {
  if (isBare(left)) return measure(right.unit, right.perSecond);
  if (isBare(right) || left.unit === right.unit) return measure(left.unit, left.perSecond);
  return NO_MEASURE;
}

/** A plain factor changes the unit to one that has no name: `ratio * 100`, `bytes * 8`. */
function product(left: Value, right: Value): Measure {
  if (isBare(right)) return scaled(left, right.literal?.value);
  if (isBare(left)) return scaled(right, left.literal?.value);
  if (right.info) return measure(left.unit, left.perSecond);
  if (left.info) return measure(right.unit, right.perSecond);
  if (left.unit === 'ratio' && left.perSecond === undefined) return measure(right.unit, right.perSecond);
  if (right.unit === 'ratio' && right.perSecond === undefined) return measure(left.unit, left.perSecond);
  return NO_MEASURE;
}

function quotient(left: Value, right: Value): Measure {
  if (isBare(right)) return scaled(left, 1 / (right.literal?.value ?? Number.NaN));
  if (left.perSecond && right.perSecond) return measure(divide(left.perSecond, right.perSecond));
  // What is left, by how fast it goes, is how long it lasts.
  if (right.perSecond) return measure(left.unit === right.perSecond ? 'seconds' : undefined);
  if (left.perSecond) return right.unit === 'ratio' || right.unit === 'count' ? measure(left.unit, left.perSecond) : NO_MEASURE;
  return measure(divide(left.unit, right.unit));
}

function scaled({ unit, observed, scaled: before, literal }: Value, by = Number.NaN): Measure {
  const base = unit ?? before?.unit;
  const factor = (before?.factor ?? 1) * by;
  if (base === undefined || literal || !Number.isFinite(factor) || factor === 0) return NO_MEASURE;
  return factor === 1 ? measure(base, undefined, observed) : { ...NO_MEASURE, observed, scaled: { unit: base, factor } };
}

/** Per event stays what it is: seconds / count is the mean, in seconds. */
function divide(left: Unit | undefined, right: Unit | undefined): Unit | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (left === right) return 'ratio';
  return right === 'ratio' || right === 'count' ? left : undefined;
}

/** A number without a unit takes the one of what it is added to. */
export function isBare({ literal, unit }: Value): boolean {
  return literal !== undefined && unit === undefined;
}
