import { printPromql } from '../query/promql/print.ts';
import { type Expr, NO_SPAN, type Paren } from '../query/promql/tree.ts';
import { childrenOf } from '../query/promql/visit.ts';

/** Parentheses among those at the offsets given that change nothing: the text means the same without them. */
export function needlessParentheses(expr: Expr, offsets: ReadonlySet<number>): readonly Paren[] {
  const needless: Paren[] = [];
  const walk = (node: Expr, parent: Expr | undefined): void => {
    if (node.kind === 'paren' && offsets.has(node.span.from) && !isNeeded(node, parent)) {
      needless.push(node);
      walk(node.expr, parent);
      return;
    }
    for (const child of childrenOf(node)) walk(child, node);
  };
  walk(expr, undefined);
  return needless;
}

/** The printer knows when an operand needs them: it is asked with everything else made small. */
function isNeeded(paren: Paren, parent: Expr | undefined): boolean {
  if (!parent || parent.kind === 'paren' || parent.kind === 'call' || parent.kind === 'aggregation') return false;
  const inside = small(paren.expr);
  if (parent.kind === 'binary') {
    const { matching: _, ...plain } = parent;
    const sides = contains(parent.left, paren) ? { left: inside, right: LEAF } : { left: LEAF, right: inside };
    return printPromql({ ...plain, ...sides }).includes('(');
  }
  if (parent.kind === 'unary' || parent.kind === 'subquery') return printPromql({ ...parent, expr: inside }).includes('(');
  return true;
}

const LEAF: Expr = { kind: 'vector', span: NO_SPAN, name: 'x', matchers: [] };

/** How it binds, without what is inside. */
function small(expr: Expr): Expr {
  if (expr.kind === 'binary') {
    const { matching: _, ...plain } = expr;
    return { ...plain, left: LEAF, right: LEAF };
  }
  if (expr.kind === 'unary') return { ...expr, expr: LEAF };
  if (expr.kind === 'call' || expr.kind === 'aggregation' || expr.kind === 'paren') return LEAF;
  return expr;
}

function contains(outer: Expr, { span }: Paren): boolean {
  return outer.span.from <= span.from && span.to <= outer.span.to;
}
