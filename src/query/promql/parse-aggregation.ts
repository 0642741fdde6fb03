import { type Cursor, isKeyword, isPunctuation, lastEnd, next, peek, report, unexpected } from './cursor.ts';
import { AGGREGATORS, type AggregatorShape } from './functions.ts';
import { parseArguments } from './parse-call.ts';
import { parseLabelList } from './parse-labels.ts';
import type { Token } from './token.ts';
import type { Aggregation, Expr } from './tree.ts';

type Grouping = Pick<Aggregation, 'by' | 'without'>;

/** `sum` alone is a metric of that name; `sum(`, `sum by` is the operator. */
export function startsAggregation(cursor: Cursor): boolean {
  const token = peek(cursor);
  if (token.kind !== 'identifier' || !AGGREGATORS.has(token.text.toLowerCase())) return false;
  return isPunctuation(peek(cursor, 1), '(') || isGrouping(peek(cursor, 1));
}

export function parseAggregation(cursor: Cursor): Aggregation | undefined {
  const token = next(cursor);
  const op = token.text.toLowerCase();
  const before = parseGrouping(cursor);
  if (!before) return undefined;
  if (!isPunctuation(peek(cursor), '(')) return unexpected(cursor, `expected \`(\` after ${op}`);
  const args = parseArguments(cursor, op);
  const grouping = args && (hasGrouping(before) ? before : parseGrouping(cursor));
  const shape = AGGREGATORS.get(op);
  if (!grouping || !shape) return undefined;
  return assemble(cursor, token, shape, grouping, args);
}

function parseGrouping(cursor: Cursor): Grouping | undefined {
  if (!isGrouping(peek(cursor))) return {};
  const word = next(cursor).text.toLowerCase();
  const labels = parseLabelList(cursor, word);
  return labels && (word === 'by' ? { by: labels } : { without: labels });
}

function assemble(cursor: Cursor, token: Token, shape: AggregatorShape, grouping: Grouping, args: readonly Expr[]) {
  const span = { from: token.from, to: lastEnd(cursor) };
  if (shape.experimental && !cursor.experimental) {
    report(cursor, 'promql/experimental', `${shape.op}() is experimental and off in Prometheus by default`, token);
  }
  const [first, second] = args;
  const wanted = shape.param ? 2 : 1;
  const expr = shape.param ? second : first;
  if (args.length !== wanted || !expr) {
    report(cursor, 'promql/type', `${shape.op} takes ${wanted} argument${wanted === 1 ? '' : 's'}, not ${args.length}`, span);
    return undefined;
  }
  const kind = 'aggregation' as const;
  return { kind, span, op: shape.op, ...grouping, ...(shape.param && first ? { param: first } : {}), expr };
}

function isGrouping(token: Token): boolean {
  return isKeyword(token, 'by') || isKeyword(token, 'without');
}

function hasGrouping(grouping: Grouping): boolean {
  return grouping.by !== undefined || grouping.without !== undefined;
}
