import type { Query } from '../../model/query.ts';
import { printPromql } from '../../query/promql/print.ts';

/** A query for people: the canonical text, a line for each side of its outermost `and`, `or` and `unless`. */
export function explainQuery(query: Query): string {
  const text = query.engine === 'prometheus' && query.expr ? printPromql(query.expr) : query.text;
  return text.replaceAll(/ (and|or|unless) (?=slo:|sum_over_time)/g, '\n$1 ');
}
