import { AGGREGATORS } from '../../../query/promql/functions.ts';
import { operatorShape } from '../../../query/promql/operators.ts';
import type { Binary, Expr } from '../../../query/promql/tree.ts';
import { typeOf } from '../../../query/promql/type-of.ts';

/** Functions whose value is not made of their argument's values: how many, when, whether. */
const NOT_ITS_VALUES =
  /^(?:absent|absent_over_time|present_over_time|count_over_time|changes|resets|timestamp|start_timestamp|ts_of_.+|histogram_count)$/;

/** The parts whose values go into the value of the whole, itself first: not what only filters, counts or says whether. */
export function valueParts(expr: Expr): Expr[] {
  return [expr, ...sources(expr).flatMap(valueParts)];
}

function sources(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'binary':
      return binarySources(expr);
    case 'aggregation':
      return AGGREGATORS.get(expr.op)?.counts ? [] : [expr.expr];
    case 'call':
      return NOT_ITS_VALUES.test(expr.func) ? [] : expr.args;
    case 'paren':
    case 'unary':
    case 'subquery':
      return [expr.expr];
    case 'matrix':
      return [expr.selector];
    default:
      return [];
  }
}

function binarySources(expr: Binary): readonly Expr[] {
  const { kind } = operatorShape(expr.op);
  if (kind === 'set' && expr.op !== 'or') return [expr.left];
  if (kind !== 'comparison') return [expr.left, expr.right];
  if (expr.bool) return [];
  return [typeOf(expr.left) === 'scalar' ? expr.right : expr.left];
}
