import {
  accept,
  type Cursor,
  expect,
  isKeyword,
  isPunctuation,
  lastEnd,
  MAX_DEPTH,
  MAX_OPERATORS,
  next,
  peek,
  report,
  unexpected,
} from './cursor.ts';
import { foldDuration, type Length, lengthText, negateLength } from './duration-length.ts';
import { OPERATORS, SIGN_PRECEDENCE } from './operators.ts';
import { isNumber, isOutOfRange, parseNumber } from './parse-literal.ts';
import type { Range } from './tree.ts';

const EXPECTED = 'expected a duration such as 5m';

/** What stands in `[…]` on either side of the colon. https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations */
export function parseRange(cursor: Cursor): Range | undefined {
  const { from } = peek(cursor);
  const length = parseLength(cursor, 0);
  if (length === undefined) return undefined;
  const span = { from, to: lastEnd(cursor) };
  if (length.ms === undefined) return { variable: length.text, span };
  if (length.ms <= 0) report(cursor, 'promql/syntax', `a range must be longer than 0, this one is ${lengthText(length)}`, span);
  return { ms: length.ms, span };
}

/** After `offset`: one number or a parenthesis, so that `a offset 5m + b` adds b. */
export function parseOffset(cursor: Cursor): Length | undefined {
  const sign = accept(cursor, '-') ?? accept(cursor, '+');
  const parenthesis = isPunctuation(peek(cursor), '(');
  const operand = parseOperand(cursor);
  if (operand === undefined) return undefined;
  if (sign) return sign.text === '-' ? negateLength(operand) : operand;
  return parenthesis ? parseTail(cursor, operand, 0) : operand;
}

function parseLength(cursor: Cursor, minimum: number): Length | undefined {
  cursor.depth++;
  const operand = parseOperand(cursor);
  const length = operand && parseTail(cursor, operand, minimum);
  cursor.depth--;
  return length;
}

function parseTail(cursor: Cursor, first: Length, minimum: number): Length | undefined {
  let left: Length = first;
  for (;;) {
    const token = peek(cursor);
    const shape = token.kind === 'punctuation' ? OPERATORS.get(token.text) : undefined;
    if (shape?.kind !== 'arithmetic' || shape.precedence <= minimum) return left;
    if (++cursor.operators > MAX_OPERATORS || cursor.depth > MAX_DEPTH) return unexpected(cursor, EXPECTED);
    next(cursor);
    const right = parseLength(cursor, shape.op === '^' ? shape.precedence - 1 : shape.precedence);
    if (right === undefined) return undefined;
    if ((shape.op === '/' || shape.op === '%') && right.ms === 0)
      report(cursor, 'promql/syntax', `a duration is divided by 0`, token);
    left = foldDuration(left, shape.op, right);
  }
}

function parseOperand(cursor: Cursor): Length | undefined {
  const token = peek(cursor);
  if (isPunctuation(token, '-') || isPunctuation(token, '+')) return parseSigned(cursor);
  if (isNumber(token)) return fixedLength(cursor);
  if (token.kind === 'variable') return { text: next(cursor).text, precedence: 7 };
  if (isPunctuation(token, '(')) return parseParenthesis(cursor);
  if (isKeyword(token, 'step') || isKeyword(token, 'range')) return parseQueryLength(cursor);
  if (isKeyword(token, 'min_of') || isKeyword(token, 'max_of')) return parsePick(cursor);
  return unexpected(cursor, EXPECTED);
}

function parseSigned(cursor: Cursor): Length | undefined {
  if (cursor.depth > MAX_DEPTH) return unexpected(cursor, EXPECTED);
  const sign = next(cursor);
  const operand = parseLength(cursor, SIGN_PRECEDENCE);
  return operand !== undefined && sign.text === '-' ? negateLength(operand) : operand;
}

function fixedLength(cursor: Cursor): Length {
  const literal = parseNumber(cursor);
  const ms = literal.durationMs ?? Math.round(literal.value * 1e9) / 1e6;
  if (!Number.isFinite(ms) || isOutOfRange(ms)) {
    report(cursor, 'promql/syntax', `${literal.text} is out of the range of durations`, literal.span);
    return { ms: 1, text: literal.text, precedence: 7 };
  }
  return { ms, text: literal.text, precedence: 7 };
}

function parseParenthesis(cursor: Cursor): Length | undefined {
  if (cursor.depth > MAX_DEPTH) return unexpected(cursor, EXPECTED);
  next(cursor);
  const inner = parseLength(cursor, 0);
  return inner !== undefined && expect(cursor, ')', 'after a duration') ? inner : undefined;
}

/** `step()` and `range()` are known when the query runs. */
function parseQueryLength(cursor: Cursor): Length | undefined {
  const { text } = next(cursor);
  if (!expect(cursor, '(', `after ${text}`) || !expect(cursor, ')', `after ${text}(`)) return undefined;
  return { text: `${text.toLowerCase()}()`, precedence: 7 };
}

function parsePick(cursor: Cursor): Length | undefined {
  const name = next(cursor).text.toLowerCase();
  if (!expect(cursor, '(', `after ${name}`)) return undefined;
  const first = parseLength(cursor, 0);
  if (first === undefined || !expect(cursor, ',', `between the arguments of ${name}`)) return undefined;
  const second = parseLength(cursor, 0);
  if (second === undefined || !expect(cursor, ')', `after the arguments of ${name}`)) return undefined;
  const text = `${name}(${lengthText(first)}, ${lengthText(second)})`;
  if (first.ms === undefined || second.ms === undefined) return { text, precedence: 7 };
  return { ms: (name === 'min_of' ? Math.min : Math.max)(first.ms, second.ms), text, precedence: 7 };
}
