import { type Cursor, giveUp, isPunctuation, MAX_DEPTH, next, peek, unexpected } from './cursor.ts';
import { requireGate } from './gate.ts';
import { GATES } from './gates.ts';
import { OPERATORS, operatorAt, SIGN_PRECEDENCE } from './operators.ts';
import { parseAggregation, startsAggregation } from './parse-aggregation.ts';
import { parseBinaryModifiers } from './parse-binary.ts';
import { parseCall, parseParenthesis, startsCall } from './parse-call.ts';
import { isNumber, negate, parseNumber, parseVariableNumber } from './parse-literal.ts';
import { parseModifiers } from './parse-modifiers.ts';
import { parseSelector, startsSelector } from './parse-selector.ts';
import { skipOperand, unread } from './recover.ts';
import type { Token } from './token.ts';
import type { Expr } from './tree.ts';

/** An operator that was forgotten binds loosest of all. */
const MISSING_PRECEDENCE = 0.5;

/** Reads operators that bind tighter than `minimum`. What cannot be read is reported and left out. */
export function parseExpression(cursor: Cursor, minimum = 0): Expr {
  if (cursor.depth >= MAX_DEPTH) return tooDeep(cursor);
  cursor.depth++;
  const first = parseOperand(cursor) ?? skipOperand(cursor);
  const expr = parseOperators(cursor, first, minimum);
  cursor.depth--;
  return expr;
}

export function parseOperators(cursor: Cursor, first: Expr, minimum: number): Expr {
  let left = first;
  for (;;) {
    const operator = operatorAt(peek(cursor)) ?? meantOperator(cursor);
    if (!operator) {
      if (minimum >= MISSING_PRECEDENCE || !startsOperand(peek(cursor))) return left;
      left = parseMissing(cursor, left);
      continue;
    }
    if (operator.precedence <= minimum) return left;
    const sign = next(cursor);
    const modifiers = parseBinaryModifiers(cursor, operator.op, sign);
    const right = parseExpression(cursor, operator.op === '^' ? operator.precedence - 1 : operator.precedence);
    const span = { from: left.span.from, to: right.span.to };
    left = { kind: 'binary', span, op: operator.op, left, right, ...modifiers };
  }
}

/** `a = 1` where a comparison was meant. */
function meantOperator(cursor: Cursor): ReturnType<typeof operatorAt> {
  if (!isPunctuation(peek(cursor), '=')) return undefined;
  if (cursor.unexpectedAt !== cursor.index) unexpected(cursor, 'expected an operator', 'a comparison is written ==');
  cursor.broken = true;
  return OPERATORS.get('==');
}

/** Two operands side by side. */
function parseMissing(cursor: Cursor, left: Expr): Expr {
  unexpected(cursor, 'expected an operator or the end of the expression');
  if (peek(cursor).kind === 'wrong') next(cursor);
  if (!startsOperand(peek(cursor))) return unread(cursor, left.span.from, [left]);
  return unread(cursor, left.span.from, [left, parseExpression(cursor, MISSING_PRECEDENCE)]);
}

function startsOperand(token: Token): boolean {
  if (token.kind === 'punctuation') return token.text === '(' || token.text === '{';
  return token.kind !== 'end' && operatorAt(token) === undefined;
}

function tooDeep(cursor: Cursor): Expr {
  const { from } = peek(cursor);
  giveUp(cursor, `the expression nests deeper than ${MAX_DEPTH} levels`, 'split it into recording rules');
  return unread(cursor, from);
}

function parseOperand(cursor: Cursor): Expr | undefined {
  const token = peek(cursor);
  if (isPunctuation(token, '-') || isPunctuation(token, '+')) return parseSigned(cursor);
  const atom = parseAtom(cursor, token);
  return atom && parseModifiers(cursor, atom);
}

function parseSigned(cursor: Cursor): Expr {
  const sign = next(cursor);
  const expr = parseExpression(cursor, SIGN_PRECEDENCE);
  const span = { from: sign.from, to: expr.span.to };
  if (expr.kind === 'number') return sign.text === '-' ? negate(expr, sign.from) : { ...expr, span };
  return { kind: 'unary', span, op: sign.text === '-' ? '-' : '+', expr };
}

function parseAtom(cursor: Cursor, token: Token): Expr | undefined {
  if (isNumber(token)) {
    if (token.kind === 'duration') requireGate(cursor, GATES.durationAsNumber, `the duration ${token.text} as a number`, token);
    return parseNumber(cursor);
  }
  if (token.kind === 'variable') return parseVariableNumber(cursor);
  if (token.kind === 'string') {
    next(cursor);
    return { kind: 'string', span: { from: token.from, to: token.to }, value: token.text };
  }
  if (isPunctuation(token, '(')) return parseParenthesis(cursor);
  if (startsAggregation(cursor)) return parseAggregation(cursor);
  if (startsCall(cursor)) return parseCall(cursor);
  if (startsSelector(token)) return parseSelector(cursor);
  return unexpected(cursor, 'expected an expression');
}
