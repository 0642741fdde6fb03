import { type Cursor, isKeyword, isPunctuation, lastEnd, next, peek, peekSecond, report, unexpected } from './cursor.ts';
import { AGGREGATORS, type AggregatorShape } from './functions.ts';
import { requireGate } from './gate.ts';
import { parseArguments } from './parse-call.ts';
import { parseLabelList } from './parse-labels.ts';
import { unread } from './recover.ts';
import type { Token } from './token.ts';
import type { Aggregation, Expr } from './tree.ts';

type Grouping = Pick<Aggregation, 'by' | 'without' | 'groupingSpan'>;

const NO_GROUPING: Grouping = {};

/** `sum` alone is a metric of that name; `sum(`, `sum by` is the operator. */
export function startsAggregation(cursor: Cursor): boolean {
  const { keyword } = peek(cursor);
  if (keyword === undefined || !AGGREGATORS.has(keyword)) return false;
  const after = peekSecond(cursor);
  return isPunctuation(after, '(') || isGrouping(after);
}

export function parseAggregation(cursor: Cursor): Expr | undefined {
  const token = next(cursor);
  const shape = AGGREGATORS.get(token.keyword ?? '');
  const before = parseGrouping(cursor);
  if (!shape || !isPunctuation(peek(cursor), '(')) return unexpected(cursor, `expected \`(\` after ${token.text}`);
  const { args, sound } = parseArguments(cursor, token.text);
  const grouping = before === NO_GROUPING ? parseGrouping(cursor) : before;
  if (!sound) return unread(cursor, token.from, args);
  requireGate(cursor, shape, `${shape.op}()`, token);
  return assemble(cursor, token, shape, grouping, args);
}

function parseGrouping(cursor: Cursor): Grouping {
  if (!isGrouping(peek(cursor))) return NO_GROUPING;
  const word = isKeyword(next(cursor), 'by') ? 'by' : 'without';
  const { labels, span } = parseLabelList(cursor, word);
  return word === 'by' ? { by: labels, groupingSpan: span } : { without: labels, groupingSpan: span };
}

function assemble(cursor: Cursor, token: Token, shape: AggregatorShape, grouping: Grouping, args: readonly Expr[]): Expr {
  const span = { from: token.from, to: lastEnd(cursor) };
  const [first, second] = args;
  const wanted = shape.param ? 2 : 1;
  const expr = shape.param ? second : first;
  if (args.length !== wanted || !expr) {
    report(cursor, 'promql/type', `${shape.op} takes ${wanted} argument${wanted === 1 ? '' : 's'}, not ${args.length}`, span);
    return unread(cursor, token.from, args);
  }
  return {
    kind: 'aggregation',
    span,
    op: shape.op,
    ...grouping,
    ...(shape.param && first ? { param: first } : {}),
    expr,
  };
}

function isGrouping(token: Token): boolean {
  return isKeyword(token, 'by') || isKeyword(token, 'without');
}
