import { parseDuration } from '../../kernel/duration.ts';
import { nearest } from '../../kernel/nearest.ts';
import { binary, paren } from '../../query/promql/build.ts';
import { parsePromql } from '../../query/promql/parse.ts';
import { printPromql } from '../../query/promql/print.ts';
import type { Expr } from '../../query/promql/tree.ts';
import { type AggregationName, aggregationQuery } from '../metrics/aggregate.ts';
import { metricByName, snake } from '../metrics/by-name.ts';
import type { KnownMetric } from '../metrics/known-metric.ts';
import type { StructuredQuery } from './structured.ts';

/** One number of a structured query, as PromQL. */
export interface Translated {
  /** `flow.execution.duration avg 1h`, or the name of a calculation. */
  readonly name: string;
  readonly promql: string;
}

export interface Translation {
  readonly queries: readonly Translated[];
  /** The labels of the groups, as Prometheus has them: `branch_path` for `branchPath`. */
  readonly groupBy: readonly string[];
}

/** Every aggregation of every metric, then the calculations over the first aggregation; a text says what is not known. */
export function translate(asked: StructuredQuery, metrics: readonly KnownMetric[]): Translation | string {
  const groupBy = asked.groupBy.map(snake);
  const matchers = Object.entries(asked.filter.dimensions).map(([name, value]) => ({
    label: snake(name),
    op: '=' as const,
    value,
  }));
  const expressions = (aggregation: StructuredQuery['aggregations'][number]) => (written: string) => {
    const metric = metricOf(written, metrics);
    if (typeof metric === 'string') return metric;
    const windowMs = parseDuration(aggregation.window) ?? 0;
    return aggregationQuery({ metric, aggregation: nameOf(aggregation), windowMs, by: groupBy, matchers });
  };
  const queries: Translated[] = [];
  for (const written of asked.metrics)
    for (const aggregation of asked.aggregations) {
      const expr = expressions(aggregation)(written);
      if (typeof expr === 'string') return expr;
      queries.push({ name: `${written} ${nameOf(aggregation)} ${aggregation.window}`, promql: printPromql(expr) });
    }
  const [first] = asked.aggregations;
  for (const { name, expression } of first ? asked.calculations : []) {
    const expr = first && calculation(expression, expressions(first));
    if (expr === undefined || typeof expr === 'string') return `calculations.${name}: ${expr}`;
    queries.push({ name, promql: printPromql(expr) });
  }
  return { queries, groupBy };
}

function nameOf({ type, percentile }: StructuredQuery['aggregations'][number]): AggregationName {
  return type === 'PERCENTILE' ? `p${percentile}` : (type.toLowerCase() as AggregationName); // the schema has these types
}

function metricOf(written: string, metrics: readonly KnownMetric[]): KnownMetric | string {
  const found = metricByName(written, metrics);
  if (found) return found;
  const plain = snake(written);
  const near = nearest(
    plain,
    metrics.map(({ name }) => name),
  );
  return `there is no metric ${written} (${plain})${near === undefined ? '' : `: did you mean ${near}?`}`;
}

/** Words, with dots in them; not the `e` of `1e3`. */
const NAMES = /(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g;

/** `flow.execution.duration / (flow.data.volume + 1)`: read as arithmetic of PromQL over the metrics it names. */
function calculation(expression: string, exprOf: (metric: string) => Expr | string): Expr | string {
  const names = [...new Set(expression.match(NAMES) ?? [])];
  const found = new Map(names.map((name, index) => [`metric${index}`, exprOf(name)]));
  const wrong = [...found.values()].find((one) => typeof one === 'string');
  if (wrong !== undefined) return wrong;
  const text = expression.replace(NAMES, (name) => `metric${names.indexOf(name)}`);
  const { expr, problems } = parsePromql(text);
  if (!expr || problems.length > 0) return `${expression} is no calculation: ${problems[0]?.message ?? ''}`;
  return filled(expr, found);
}

function filled(expr: Expr, found: ReadonlyMap<string, Expr | string>): Expr | string {
  if (expr.kind === 'number') return expr;
  if (expr.kind === 'vector') return found.get(expr.name ?? '') ?? `${expr.name} is no metric`;
  if (expr.kind === 'paren') {
    const inner = filled(expr.expr, found);
    return typeof inner === 'string' ? inner : paren(inner);
  }
  if (expr.kind !== 'binary') return 'only + - * / % ^ and parentheses can be calculated with';
  const [left, right] = [filled(expr.left, found), filled(expr.right, found)];
  if (typeof left === 'string') return left;
  return typeof right === 'string' ? right : binary(left, expr.op, right);
}
