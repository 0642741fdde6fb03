import { joined } from '../../kernel/canonical.ts';
import type { Expr, MatrixSelector, Subquery, TimeShift, VectorSelector } from './tree.ts';

export type Shiftable = VectorSelector | MatrixSelector | Subquery;

/** What offset and @ may follow. */
export function shiftTarget(expr: Expr): Shiftable | undefined {
  return expr.kind === 'vector' || expr.kind === 'matrix' || expr.kind === 'subquery' ? expr : undefined;
}

export function shiftOf(target: Shiftable): TimeShift {
  return target.kind === 'matrix' ? target.selector : target;
}

/** The same, moved in time; its text ends at `to`. */
export function withShift(target: Shiftable, shift: TimeShift, to: number): Shiftable {
  const span = { from: target.span.from, to };
  if (target.kind === 'matrix') return { ...target, span, selector: joined(target.selector, shift) };
  return joined({ ...target, span }, shift);
}
