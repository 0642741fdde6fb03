import { spineOf } from './spine.ts';
import type { Expr, Range, VectorSelector } from './tree.ts';

/** The expressions directly inside one, in the order they are written. The selector of a range is part of it. */
export function childrenOf(expr: Expr): readonly Expr[] {
  if (expr.kind === 'matrix') return [expr.selector];
  if (expr.kind === 'call') return expr.args;
  if (expr.kind === 'binary') return [expr.left, expr.right];
  if (expr.kind === 'aggregation') return expr.param ? [expr.param, expr.expr] : [expr.expr];
  return expr.kind === 'number' || expr.kind === 'string' || expr.kind === 'vector' ? [] : [expr.expr];
}

/** Calls `f` with every node, parents first, in the order they are written; takes a tree of any depth. */
export function visit(expr: Expr, f: (expr: Expr) => void): void {
  const waiting = [expr];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    f(node);
    waiting.push(...childrenOf(node).toReversed());
  }
}

export function selectorsOf(expr: Expr): readonly VectorSelector[] {
  const found: VectorSelector[] = [];
  visit(expr, (node) => {
    if (node.kind === 'vector') found.push(node);
  });
  return found;
}

/** Every `[…]`, of selectors and of subqueries. */
export function rangesOf(expr: Expr): readonly Range[] {
  const found: Range[] = [];
  visit(expr, (node) => {
    if (node.kind === 'matrix' || node.kind === 'subquery') found.push(node.range);
  });
  return found;
}

/** The same expression with every selector replaced. */
export function mapSelectors(expr: Expr, f: (selector: VectorSelector) => VectorSelector): Expr {
  const map = (child: Expr): Expr => mapSelectors(child, f);
  if (expr.kind === 'number' || expr.kind === 'string') return expr;
  if (expr.kind === 'vector') return f(expr);
  if (expr.kind === 'matrix') return { ...expr, selector: f(expr.selector) };
  if (expr.kind === 'call') return { ...expr, args: expr.args.map(map) };
  if (expr.kind === 'aggregation') return { ...expr, ...(expr.param ? { param: map(expr.param) } : {}), expr: map(expr.expr) };
  if (expr.kind !== 'binary') return { ...expr, expr: map(expr.expr) };
  const { first, operations } = spineOf(expr);
  return operations.reduce<Expr>((left, operation) => ({ ...operation, left, right: map(operation.right) }), map(first));
}
