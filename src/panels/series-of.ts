import type { Query } from '../model/query.ts';
import type { Aggregation, Expr } from '../query/promql/tree.ts';
import { logqlGrouping } from './logql-of.ts';

/** Labels an answer is kept apart by: empty is one series, undefined is anybody's guess. */
export function groupedBy(query: Query): readonly string[] | undefined {
  if (query.engine === 'loki') return logqlGrouping(query.text);
  return query.engine === 'prometheus' && query.expr ? labelsOf(query.expr) : undefined;
}

/** `{{code}} {{route}}` of the labels a query groups by; undefined leaves the series its own name. */
export function legendOf(query: Query): string | undefined {
  const labels = groupedBy(query);
  return labels && labels.length > 0 ? labels.map((label) => `{{${label}}}`).join(' ') : undefined;
}

function labelsOf(expr: Expr): readonly string[] | undefined {
  if (expr.kind === 'aggregation') return aggregated(expr);
  if (expr.kind === 'number') return [];
  if (expr.kind === 'paren' || expr.kind === 'unary') return labelsOf(expr.expr);
  if (expr.kind === 'call') return expr.func === 'histogram_quantile' ? withoutBucket(expr.args[1]) : passed(expr.args);
  if (expr.kind !== 'binary') return undefined;
  const [left, right] = [labelsOf(expr.left), labelsOf(expr.right)];
  return left && right && (left.length >= right.length ? left : right);
}

function aggregated({ op, by, without }: Aggregation): readonly string[] | undefined {
  if (/^(?:topk|bottomk|limitk|limit_ratio|count_values)$/.test(op) || without) return undefined;
  return by ?? [];
}

/** The bucket label is used up by the quantile. */
function withoutBucket(argument: Expr | undefined): readonly string[] | undefined {
  return argument && labelsOf(argument)?.filter((label) => label !== 'le');
}

/** A function of one vector keeps its labels; `vector`, `scalar` and `time` have none. */
function passed(args: readonly Expr[]): readonly string[] | undefined {
  const vectors = args.filter((argument) => argument.kind !== 'number' && argument.kind !== 'string');
  const [only] = vectors;
  if (!only) return [];
  return vectors.length === 1 ? labelsOf(only) : undefined;
}
