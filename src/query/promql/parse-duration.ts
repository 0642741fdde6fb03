import {
  accept,
  type Cursor,
  expect,
  giveUp,
  isKeyword,
  isPunctuation,
  lastEnd,
  MAX_DEPTH,
  next,
  peek,
  report,
  unexpected,
} from './cursor.ts';
import { ATOM, durationText, foldDuration, type Length, lengthText, negateLength } from './duration-length.ts';
import { requireGate } from './gate.ts';
import { GATES } from './gates.ts';
import { OPERATORS, SIGN_PRECEDENCE } from './operators.ts';
import { isNumber, isOutOfRange, parseNumber } from './parse-literal.ts';
import type { Range, Span } from './tree.ts';

const EXPECTED = 'expected a duration such as 5m';
/** How many terms one duration may have. */
const MAX_TERMS = 100;

/** What stands in `[…]` on either side of the colon. https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations */
export function parseRange(cursor: Cursor): Range | undefined {
  const { from } = peek(cursor);
  const length = parseLength(cursor, 0);
  if (length === undefined) return undefined;
  const span = { from, to: lastEnd(cursor) };
  if (length.ms === undefined) return { variable: length.text, span };
  if (length.ms > 0) return { ms: length.ms, span };
  if (length.literal) {
    report(cursor, 'promql/syntax', `a range must be longer than 0, this one is ${lengthText(length)}`, span);
    return { ms: length.ms, span };
  }
  emptyRange(cursor, length.ms, span);
  return { variable: lengthText(length), span };
}

/** Prometheus loads it, and fails each time it evaluates it. */
function emptyRange(cursor: Cursor, ms: number, { from, to }: Span): void {
  const message = `a range must be longer than 0, this one comes to ${durationText(ms)}: every evaluation fails`;
  cursor.problems.push({ code: 'promql/empty-range', message, from, to, severity: 'warning' });
}

/** After `offset`: one number or a parenthesis, so that `a offset 5m + b` adds b. */
export function parseOffset(cursor: Cursor): Length | undefined {
  const sign = accept(cursor, '-') ?? accept(cursor, '+');
  const parenthesis = isPunctuation(peek(cursor), '(');
  const operand = parseOperand(cursor);
  if (operand === undefined) return undefined;
  if (sign?.text === '-') requireGate(cursor, GATES.negativeOffset, 'a negative offset', sign);
  if (sign) return sign.text === '-' ? negateLength(operand) : operand;
  return parenthesis ? parseTail(cursor, operand, 0) : operand;
}

function parseLength(cursor: Cursor, minimum: number): Length | undefined {
  if (cursor.depth >= MAX_DEPTH) return tooLong(cursor);
  cursor.depth++;
  const operand = parseOperand(cursor);
  const length = operand && parseTail(cursor, operand, minimum);
  cursor.depth--;
  return length;
}

function tooLong(cursor: Cursor): undefined {
  giveUp(cursor, 'the duration has too many terms', 'write the duration it comes to');
}

function parseTail(cursor: Cursor, first: Length, minimum: number): Length | undefined {
  let left: Length = first;
  for (let terms = 1; ; terms++) {
    const token = peek(cursor);
    const shape = token.kind === 'punctuation' ? OPERATORS.get(token.text) : undefined;
    if (shape?.kind !== 'arithmetic' || shape.precedence <= minimum) return left;
    if (terms > MAX_TERMS) return tooLong(cursor);
    requireGate(cursor, GATES.durationArithmetic, 'arithmetic in a duration', next(cursor));
    const right = parseLength(cursor, shape.op === '^' ? shape.precedence - 1 : shape.precedence);
    if (right === undefined) return undefined;
    if ((shape.op === '/' || shape.op === '%') && right.literal && right.ms === 0)
      report(cursor, 'promql/syntax', `a duration is divided by 0`, token);
    left = foldDuration(left, shape.op, right);
  }
}

function parseOperand(cursor: Cursor): Length | undefined {
  const token = peek(cursor);
  if (isPunctuation(token, '-') || isPunctuation(token, '+')) return parseSigned(cursor);
  if (isNumber(token)) return fixedLength(cursor);
  if (token.kind === 'variable') return { text: next(cursor).text, precedence: ATOM };
  if (isPunctuation(token, '(')) return parseParenthesis(cursor);
  if (isKeyword(token, 'step') || isKeyword(token, 'range')) return parseQueryLength(cursor);
  if (isKeyword(token, 'min_of') || isKeyword(token, 'max_of')) return parsePick(cursor);
  return unexpected(cursor, EXPECTED);
}

function parseSigned(cursor: Cursor): Length | undefined {
  const sign = next(cursor);
  const operand = parseLength(cursor, SIGN_PRECEDENCE);
  return operand !== undefined && sign.text === '-' ? negateLength(operand) : operand;
}

function fixedLength(cursor: Cursor): Length {
  const literal = parseNumber(cursor);
  if (literal.durationMs === undefined)
    requireGate(cursor, GATES.numberAsDuration, `a duration without a unit, ${literal.text},`, literal.span);
  const ms = literal.durationMs ?? Math.round(literal.value * 1e9) / 1e6;
  if (!Number.isFinite(ms) || isOutOfRange(ms)) {
    report(cursor, 'promql/syntax', `${literal.text} is out of the range of durations`, literal.span);
    return { ms: 1, literal: true, text: '', precedence: ATOM };
  }
  return { ms, literal: true, text: '', precedence: ATOM };
}

function parseParenthesis(cursor: Cursor): Length | undefined {
  next(cursor);
  const inner = parseLength(cursor, 0);
  return inner !== undefined && expect(cursor, ')', 'after a duration') ? { ...inner, literal: false } : undefined;
}

/** `step()` and `range()` are known when the query runs. */
function parseQueryLength(cursor: Cursor): Length | undefined {
  const word = next(cursor);
  const { text } = word;
  requireGate(cursor, GATES.durationArithmetic, `${text}() in a duration`, word);
  if (!expect(cursor, '(', `after ${text}`) || !expect(cursor, ')', `after ${text}(`)) return undefined;
  return { text: `${text.toLowerCase()}()`, precedence: ATOM };
}

function parsePick(cursor: Cursor): Length | undefined {
  const word = next(cursor);
  const name = word.text.toLowerCase();
  requireGate(cursor, GATES.durationArithmetic, `${name}() in a duration`, word);
  if (!expect(cursor, '(', `after ${name}`)) return undefined;
  const first = parseLength(cursor, 0);
  if (first === undefined || !expect(cursor, ',', `between the arguments of ${name}`)) return undefined;
  const second = parseLength(cursor, 0);
  if (second === undefined || !expect(cursor, ')', `after the arguments of ${name}`)) return undefined;
  const text = `${name}(${lengthText(first)}, ${lengthText(second)})`;
  if (first.ms === undefined || second.ms === undefined) return { text, precedence: ATOM };
  return { ms: (name === 'min_of' ? Math.min : Math.max)(first.ms, second.ms), text: '', precedence: ATOM };
}
