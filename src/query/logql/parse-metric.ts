import { parseLogs } from './parse-logs.ts';
import { parseGrouping, parseLabels, parseParam, parseText } from './parse-parts.ts';
import { parseRange, parseWindow } from './parse-range.ts';
import { type Reader, SyntaxProblem } from './reader.ts';
import type { Binary, Expr, MetricExpr, NumberLiteral, VectorAggregation } from './tree.ts';
import { PRECEDENCE, RANGE_OPERATIONS, VECTOR_OPERATIONS } from './words.ts';

/** Lines, or numbers with operators that bind tighter than `above`. */
export function parseBinary(reader: Reader, above: number): Expr {
  let left = parseOperand(reader);
  for (;;) {
    const op = reader.peek().text;
    const precedence = reader.isAny(PRECEDENCE) ? (PRECEDENCE.get(op) ?? 0) : 0;
    if (precedence <= above) return left;
    const operator = reader.next().span;
    reader.countOperator();
    const modifiers = parseModifiers(reader);
    const right = parseBinary(reader, op === '^' ? precedence - 1 : precedence);
    const sides = { left: metric(left, op, operator), right: metric(right, op, operator) };
    left = { kind: 'binary', op, ...modifiers, ...sides, span: { from: left.span.from, to: right.span.to } };
  }
}

function metric(expr: Expr, op: string, span: { from: number; to: number }): MetricExpr {
  if (expr.kind !== 'logs') return expr;
  throw new SyntaxProblem(`"${op}" joins numbers, and one side of it gives lines.`, span, 'write count_over_time(… [5m])');
}

function parseModifiers(reader: Reader): Pick<Binary, 'bool' | 'matching' | 'group'> {
  const bool = reader.take('bool');
  const word = reader.is('on') ? 'on' : reader.is('ignoring') ? 'ignoring' : undefined;
  if (!word) return { bool, matching: undefined, group: undefined };
  reader.next();
  const matching = { op: word, labels: parseLabels(reader) } as const;
  const side = reader.take('group_left') ? 'left' : reader.take('group_right') ? 'right' : undefined;
  return { bool, matching, group: side && { side, labels: reader.is('(') ? parseLabels(reader) : [] } };
}

/** Numbers: what functions and operators take. */
function parseNumbers(reader: Reader): MetricExpr {
  const expr = parseBinary(reader, 0);
  if (expr.kind !== 'logs' && expr.kind !== 'variants') return expr;
  const seen = expr.kind === 'logs' ? 'lines' : 'variants';
  throw new SyntaxProblem(`A function over numbers is given ${seen}.`, expr.span, 'write count_over_time(… [5m])');
}

function parseOperand(reader: Reader): Expr {
  const { kind, text } = reader.peek();
  if (reader.is('{')) return parseLogs(reader);
  if (reader.is('(')) return reader.nested(() => parseParens(reader));
  if (kind === 'number' || kind === 'variable' || reader.is('-') || reader.is('+')) return parseNumber(reader);
  if (reader.is('variants')) return parseVariants(reader);
  if (kind !== 'function') throw reader.unexpected('a log selector { … } or a metric query');
  return reader.nested(() => parseCall(reader, text));
}

function parseParens(reader: Reader): Expr {
  const { from } = reader.expect('(').span;
  const expr = parseBinary(reader, 0);
  reader.expect(')');
  if (expr.kind === 'logs') return expr;
  if (expr.kind === 'variants') throw new SyntaxProblem('variants does not stand in parentheses.', expr.span);
  return { kind: 'paren', expr, span: reader.spanFrom(from) };
}

function parseNumber(reader: Reader): NumberLiteral {
  const { from } = reader.peek().span;
  const sign = reader.is('-') || reader.is('+') ? reader.next().text : '';
  const { text } = reader.expectKind('number', 'a number');
  return { kind: 'number', text: `${sign === '-' ? '-' : ''}${text}`, span: reader.spanFrom(from) };
}

function parseCall(reader: Reader, name: string): MetricExpr {
  if (RANGE_OPERATIONS.has(name)) return parseRange(reader);
  if (VECTOR_OPERATIONS.has(name)) return parseAggregation(reader);
  if (name === 'vector') return parseVector(reader);
  if (name === 'label_replace') return parseLabelReplace(reader);
  throw reader.unexpected('a metric query');
}

function parseAggregation(reader: Reader): VectorAggregation {
  const name = reader.next();
  const before = parseGrouping(reader);
  reader.expect('(');
  const param = parseParam(reader);
  const expr = parseNumbers(reader);
  reader.expect(')');
  const grouping = before ?? parseGrouping(reader);
  return { kind: 'aggregation', op: name.text, param, expr, grouping, span: reader.spanFrom(name.span.from) };
}

function parseVector(reader: Reader): MetricExpr {
  const { span } = reader.next();
  reader.expect('(');
  const value = reader.expectKind('number', 'a number').text;
  reader.expect(')');
  return { kind: 'vector', value, span: reader.spanFrom(span.from) };
}

function parseLabelReplace(reader: Reader): MetricExpr {
  const { span } = reader.next();
  reader.expect('(');
  const expr = parseNumbers(reader);
  const text = (): string => {
    reader.expect(',');
    return parseText(reader);
  };
  const args = [text(), text(), text(), text()] as const;
  reader.expect(')');
  return { kind: 'label-replace', expr, args, span: reader.spanFrom(span.from) };
}

function parseVariants(reader: Reader): MetricExpr {
  const { span } = reader.next();
  reader.expect('(');
  const exprs: MetricExpr[] = [];
  do exprs.push(reader.nested(() => parseNumbers(reader)));
  while (reader.take(','));
  reader.expect(')');
  reader.expect('of');
  reader.expect('(');
  const of = parseWindow(reader);
  reader.expect(')');
  return { kind: 'variants', exprs, of, span: reader.spanFrom(span.from) };
}
