import type { Expr, VectorSelector } from './tree.ts';
import { mapSelectors } from './visit.ts';

/** The same expression as it was so long ago: every selector looks back further. Those fixed by `@` or by a variable stay. */
export function ago(expr: Expr, backMs: number): Expr {
  return mapSelectors(expr, (selector) =>
    isFixed(selector) ? selector : { ...selector, offset: (selector.offset ?? 0) + backMs },
  );
}

function isFixed({ at, offsetVariable }: VectorSelector): boolean {
  return at !== undefined || offsetVariable !== undefined;
}
