import {
  type Cursor,
  isKeyword,
  isPunctuation,
  MAX_DEPTH,
  MAX_OPERATORS,
  next,
  peek,
  report,
  skipTo,
  unexpected,
} from './cursor.ts';
import { type BinaryOperator, OPERATORS, SIGN_PRECEDENCE } from './operators.ts';
import { parseAggregation, startsAggregation } from './parse-aggregation.ts';
import { parseCall, parseParenthesis, startsCall } from './parse-call.ts';
import { parseLabelList } from './parse-labels.ts';
import { isNumber, negate, parseNumber, parseVariableNumber } from './parse-literal.ts';
import { parseModifiers } from './parse-modifiers.ts';
import { parseSelector, startsSelector } from './parse-selector.ts';
import type { Token } from './token.ts';
import type { Binary, Expr, VectorMatching } from './tree.ts';

/** Reads operators that bind tighter than `minimum`; undefined after a mistake that was reported. */
export function parseExpression(cursor: Cursor, minimum = 0): Expr | undefined {
  if (cursor.depth >= MAX_DEPTH) return tooDeep(cursor);
  cursor.depth++;
  const first = parseOperand(cursor);
  const expr = first && parseOperators(cursor, first, minimum);
  cursor.depth--;
  return expr;
}

function parseOperators(cursor: Cursor, first: Expr, minimum: number): Expr | undefined {
  let left = first;
  for (;;) {
    const operator = operatorAt(peek(cursor));
    if (!operator || operator.precedence <= minimum) return left;
    if (++cursor.operators > MAX_OPERATORS) return tooDeep(cursor);
    next(cursor);
    const modifiers = parseBinaryModifiers(cursor);
    if (!modifiers) return undefined;
    const right = parseExpression(cursor, operator.op === '^' ? operator.precedence - 1 : operator.precedence);
    if (!right) return undefined;
    const span = { from: left.span.from, to: right.span.to };
    left = { kind: 'binary', span, op: operator.op, left, right, ...modifiers };
  }
}

function operatorAt(token: Token): { op: BinaryOperator; precedence: number } | undefined {
  if (token.kind === 'punctuation') return OPERATORS.get(token.text);
  return token.kind === 'identifier' ? OPERATORS.get(token.text.toLowerCase()) : undefined;
}

function tooDeep(cursor: Cursor): undefined {
  report(cursor, 'promql/syntax', 'the expression is too large to be read', peek(cursor), 'split it into recording rules');
  return undefined;
}

type Modifiers = Pick<Binary, 'bool' | 'matching'>;

/** `bool on (a) group_left (b)`. */
function parseBinaryModifiers(cursor: Cursor): Modifiers | undefined {
  const bool = isKeyword(peek(cursor), 'bool');
  if (bool) next(cursor);
  const on = isKeyword(peek(cursor), 'on');
  if (!on && !isKeyword(peek(cursor), 'ignoring')) return refuseFill(cursor) ?? { bool };
  next(cursor);
  const labels = parseLabelList(cursor, on ? 'on' : 'ignoring');
  const matching = labels && parseGroup(cursor, on ? { on: labels, include: [] } : { ignoring: labels, include: [] });
  if (!matching) return undefined;
  refuseFill(cursor);
  return { bool, matching };
}

function parseGroup(cursor: Cursor, matching: VectorMatching): VectorMatching | undefined {
  const group = (['left', 'right'] as const).find((side) => isKeyword(peek(cursor), `group_${side}`));
  if (!group) return matching;
  next(cursor);
  // A parenthesis after group_left is its label list, never the right side: so does Prometheus read it.
  const include = isPunctuation(peek(cursor), '(') ? parseLabelList(cursor, `group_${group}`) : [];
  return include && { ...matching, group, include };
}

/** `fill(0)` is known but refused: Prometheus needs a feature flag for it. */
function refuseFill(cursor: Cursor): undefined {
  while (/^fill(?:_left|_right)?$/i.test(peek(cursor).text) && isPunctuation(peek(cursor, 1), '(')) {
    const word = next(cursor);
    next(cursor);
    report(
      cursor,
      'promql/experimental',
      `${word.text}() is experimental and off in Prometheus by default`,
      word,
      'use `or` instead',
    );
    if (skipTo(cursor, [')'])) next(cursor);
  }
  return undefined;
}

function parseOperand(cursor: Cursor): Expr | undefined {
  const token = peek(cursor);
  if (isPunctuation(token, '-') || isPunctuation(token, '+')) return parseSigned(cursor);
  const atom = parseAtom(cursor, token);
  return atom && parseModifiers(cursor, atom);
}

function parseSigned(cursor: Cursor): Expr | undefined {
  const sign = next(cursor);
  const expr = parseExpression(cursor, SIGN_PRECEDENCE);
  if (!expr) return undefined;
  const span = { from: sign.from, to: expr.span.to };
  if (expr.kind === 'number') return sign.text === '-' ? negate(expr, sign.from) : { ...expr, span };
  return { kind: 'unary', span, op: sign.text === '-' ? '-' : '+', expr };
}

function parseAtom(cursor: Cursor, token: Token): Expr | undefined {
  if (isNumber(token)) return parseNumber(cursor);
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
