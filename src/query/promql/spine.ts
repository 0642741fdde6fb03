import type { Binary, Expr } from './tree.ts';

/** A chain `a + b + c` from its left end: `a`, then the operations in the order they are computed. */
export interface Spine {
  readonly first: Expr;
  readonly operations: readonly Binary[];
}

/** A chain is a tree as deep as it is long: walks go along it in a loop, so that no length exhausts the stack. */
export function spineOf(expr: Binary): Spine {
  const operations: Binary[] = [];
  let first: Expr = expr;
  for (; first.kind === 'binary'; first = first.left) operations.push(first);
  return { first, operations: operations.reverse() };
}
