import type { Expr } from './tree.ts';

/** Trees that are kept: what is asked of a query is mostly asked in one go. */
const MOST = 256;

/** Where a query's tree stays for a while; the one that was put in first makes room for the next. */
export interface RecentTree {
  expr: Expr | undefined;
}

const kept: RecentTree[] = [];
let next = 0;

/** Keeps a tree until `MOST` others were kept. */
export function keepRecent(expr: Expr): RecentTree {
  const before = kept[next];
  if (before) before.expr = undefined;
  const tree: RecentTree = { expr };
  kept[next] = tree;
  next = (next + 1) % MOST;
  return tree;
}
