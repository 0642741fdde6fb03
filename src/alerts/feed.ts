import { parsePromql } from '../query/promql/parse.ts';
import type { Aggregation, Binary, Call, Expr, MatrixSelector, Subquery, VectorSelector } from '../query/promql/tree.ts';
import { sampleOf } from '../sli/sample.ts';
import { holdsAgainst } from './feed-rest.ts';
import type { Feed, FeedWindow, Follows } from './feed-shape.ts';

interface Way {
  readonly windows: readonly FeedWindow[];
  readonly rises: boolean;
  readonly exact: boolean;
  readonly groupBy: readonly string[];
  back(value: number): number;
}

const START: Way = { windows: [], rises: true, exact: true, groupBy: [], back: (value) => value };
const ANY = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };

/** Undefined where nobody can tell which series to show: of such an expression there are no generated tests. */
export function feedOf(expr: Expr): Feed | undefined {
  return walk(expr, START);
}

export function feedOfText(promql: string): Feed | undefined {
  const { expr } = parsePromql(promql);
  return expr && feedOf(expr);
}

function walk(expr: Expr, way: Way): Feed | undefined {
  if (expr.kind === 'vector') return ofSelector(expr, way, false);
  if (expr.kind === 'paren') return walk(expr.expr, way);
  if (expr.kind === 'unary') return walk(expr.expr, expr.op === '-' ? through(way, (value) => -value, true) : way);
  if (expr.kind === 'aggregation') return ofAggregation(expr, way);
  if (expr.kind === 'call') return ofCall(expr, way);
  return expr.kind === 'binary' ? ofBinary(expr, way) : undefined;
}

function ofSelector(selector: VectorSelector, way: Way, counter: boolean): Feed | undefined {
  const { name, offset, at, offsetVariable, extended } = selector;
  if (name === undefined || [offset, at, offsetVariable, extended].some((one) => one !== undefined)) return undefined;
  const { windows, exact, groupBy } = way;
  const series = sampleOf(selector, {}, { groupBy });
  const limits = counter ? (way.rises ? { ...ANY, min: edge(way) } : { ...ANY, max: edge(way) }) : ANY;
  return { leaves: [{ series, selector, counter, groupBy, back: way.back }], windows, exact: exact && !counter, ...limits };
}

/** The value of the whole while a counter stands still: it cannot go down. */
function edge({ back }: Way): number {
  const [zero, one] = [back(0), back(1)];
  return -zero / (one - zero);
}

/** Of one series each of these is the series itself. */
const OF_ONE = new Set(['sum', 'avg', 'min', 'max', 'quantile']);

function ofAggregation({ op, by = [], expr }: Aggregation, way: Way): Feed | undefined {
  return OF_ONE.has(op) ? walk(expr, { ...way, groupBy: [...way.groupBy, ...by] }) : undefined;
}

const OVER_TIME: Readonly<Record<string, Follows>> = {
  avg_over_time: 'mean',
  max_over_time: 'max',
  min_over_time: 'min',
  rate: 'slope',
  increase: 'slope',
};

function ofCall({ func, args }: Call, way: Way): Feed | undefined {
  const [range] = args;
  const follows = OVER_TIME[func];
  if (follows === undefined || !range || (range.kind !== 'matrix' && range.kind !== 'subquery')) return undefined;
  const ms = lengthOf(range);
  if (ms === undefined) return undefined;
  const within = { ...way, windows: [...way.windows, { follows, ms, rises: way.rises }], exact: way.exact && follows !== 'mean' };
  const slope = func === 'increase' ? through(within, (value) => (value * 1000) / ms) : within;
  if (range.kind === 'matrix') return ofSelector(range.selector, slope, follows === 'slope');
  return follows === 'slope' ? undefined : walk(range.expr, within);
}

/** Of a subquery only at the default step, which is that of the tests. */
function lengthOf(range: MatrixSelector | Subquery): number | undefined {
  const plain =
    range.kind === 'matrix' || [range.step, range.offset, range.at, range.offsetVariable].every((one) => one === undefined);
  return plain && 'ms' in range.range ? range.range.ms : undefined;
}

/** How to get back from `x op number` to `x`. */
const FROM_LEFT: Readonly<Record<string, (value: number, by: number) => number>> = {
  '+': (value, by) => value - by,
  '-': (value, by) => value + by,
  '*': (value, by) => value / by,
  '/': (value, by) => value * by,
};
/** From `number op x`. */
const FROM_RIGHT: Readonly<Record<string, (value: number, by: number) => number>> = {
  '+': (value, by) => value - by,
  '-': (value, by) => by - value,
  '*': (value, by) => value / by,
};

function ofBinary(binary: Binary, way: Way): Feed | undefined {
  const { op, left, right } = binary;
  const [a, b] = [numberOf(left), numberOf(right)];
  if (b !== undefined) return FROM_LEFT[op] && withNumber(left, FROM_LEFT[op], b, op !== '+' && op !== '-' && b < 0, way);
  if (a !== undefined) return FROM_RIGHT[op] && withNumber(right, FROM_RIGHT[op], a, op === '-' || (op === '*' && a < 0), way);
  if (op !== '/' || binary.matching !== undefined) return undefined;
  const [over, under] = [walk(left, { ...way, exact: false }), walk(right, { ...START, exact: false })];
  return over && under && holdsAgainst(over, under);
}

function withNumber(
  expr: Expr,
  from: (value: number, by: number) => number,
  by: number,
  falls: boolean,
  way: Way,
): Feed | undefined {
  if (by === 0 || !Number.isFinite(by)) return undefined;
  return walk(expr, { ...through(way, (value) => from(value, by), falls), exact: false });
}

function through(way: Way, inverse: (value: number) => number, falls = false): Way {
  return { ...way, rises: way.rises !== falls, back: (value) => inverse(way.back(value)) };
}

function numberOf(expr: Expr): number | undefined {
  if (expr.kind === 'paren') return numberOf(expr.expr);
  return expr.kind === 'number' ? expr.value : undefined;
}
