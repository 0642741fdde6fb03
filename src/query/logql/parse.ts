import { parseLogs } from './parse-logs.ts';
import { parseGrouping, parseLabels, parseParam } from './parse-parts.ts';
import { parseRange } from './parse-range.ts';
import type { LogqlProblem } from './problem.ts';
import { type Reader, SyntaxProblem, Reader as TokenReader } from './reader.ts';
import type { Binary, Expr, MetricExpr, VectorAggregation } from './tree.ts';
import { COUNTED, PRECEDENCE, RANGE_OPERATIONS, VECTOR_OPERATIONS } from './words.ts';

const SET: ReadonlySet<string> = new Set(['and', 'or', 'unless']);

/** The tree of a LogQL text, or why there is none. Grafana's `$__auto` and `$variables` are understood. */
export function parseLogql(text: string): { readonly expr?: Expr; readonly problems: readonly LogqlProblem[] } {
  const reader = new TokenReader(text);
  try {
    const expr = parseExpr(reader);
    if (reader.peek().kind !== 'end') throw reader.unexpected('the end of the query');
    return { expr, problems: [] };
  } catch (failure) {
    if (failure instanceof SyntaxProblem) return { problems: [failure.problem] };
    throw failure;
  }
}

/** Lines, possibly in parentheses, or a metric. */
function parseExpr(reader: Reader): Expr {
  let depth = 0;
  while (reader.is('(', depth)) depth += 1;
  if (!reader.is('{', depth)) return parseBinary(reader, 0);
  for (let index = 0; index < depth; index += 1) reader.expect('(');
  const logs = parseLogs(reader);
  for (let index = 0; index < depth; index += 1) reader.expect(')');
  if (logs.stages.some((stage) => stage.kind === 'unwrap')) {
    throw new SyntaxProblem('Lines have no numbers: unwrap belongs inside a function such as sum_over_time.', logs.span);
  }
  return logs;
}

function parseBinary(reader: Reader, above: number): MetricExpr {
  let left = parseUnary(reader);
  for (;;) {
    const op = reader.peek().text;
    const precedence = reader.peek().kind === 'string' ? undefined : PRECEDENCE.get(op);
    if (precedence === undefined || precedence <= above) return left;
    reader.next();
    const modifiers = parseModifiers(reader, op);
    const right = parseBinary(reader, op === '^' ? precedence - 1 : precedence);
    left = { kind: 'binary', op, ...modifiers, left, right, span: { from: left.span.from, to: right.span.to } };
  }
}

function parseModifiers(reader: Reader, op: string): Pick<Binary, 'bool' | 'matching' | 'group'> {
  const bool = reader.take('bool');
  const word = reader.is('on') ? 'on' : reader.is('ignoring') ? 'ignoring' : undefined;
  if (!word) return { bool, matching: undefined, group: undefined };
  reader.next();
  const matching = { op: word, labels: parseLabels(reader) } as const;
  const side = SET.has(op) ? undefined : reader.take('group_left') ? 'left' : reader.take('group_right') ? 'right' : undefined;
  return { bool, matching, group: side && { side, labels: reader.is('(') ? parseLabels(reader) : [] } };
}

function parseUnary(reader: Reader): MetricExpr {
  const { kind, span, text } = reader.peek();
  const signed = (text === '-' || text === '+') && reader.peek(1).kind === 'number';
  if (signed) {
    reader.next();
    const number = reader.next();
    return { kind: 'number', text: `${text === '-' ? '-' : ''}${number.text}`, span: reader.spanFrom(span.from) };
  }
  if (kind === 'number' || kind === 'variable') {
    reader.next();
    return { kind: 'number', text, span };
  }
  if (kind === 'word') return parseCall(reader);
  if (!reader.take('(')) throw reader.unexpected('a metric query');
  const expr = parseBinary(reader, 0);
  reader.expect(')');
  return { kind: 'paren', expr, span: reader.spanFrom(span.from) };
}

function parseCall(reader: Reader): MetricExpr {
  const { text } = reader.peek();
  if (RANGE_OPERATIONS.has(text)) return parseRange(reader);
  if (VECTOR_OPERATIONS.has(text)) return parseAggregation(reader);
  if (text === 'vector') return parseVector(reader);
  if (text === 'label_replace') return parseLabelReplace(reader);
  throw reader.unexpected('a metric query');
}

function parseAggregation(reader: Reader): VectorAggregation {
  const name = reader.next();
  const before = parseGrouping(reader);
  reader.expect('(');
  const param = COUNTED.has(name.text) ? parseParam(reader) : undefined;
  const expr = parseBinary(reader, 0);
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
  const expr = parseBinary(reader, 0);
  const text = (): string => {
    reader.expect(',');
    return reader.expectKind('string', 'a text in quotes').value;
  };
  const args = [text(), text(), text(), text()] as const;
  reader.expect(')');
  return { kind: 'label-replace', expr, args, span: reader.spanFrom(span.from) };
}
