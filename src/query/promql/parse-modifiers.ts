import { accept, type Cursor, expect, isKeyword, isPunctuation, lastEnd, next, peek, report, unexpected } from './cursor.ts';
import { parseOffset, parseRange } from './parse-duration.ts';
import { isNumber, parseNumber } from './parse-literal.ts';
import type { Expr, MatrixSelector, Range, Span, Subquery, TimeShift, VectorSelector } from './tree.ts';

type Shiftable = VectorSelector | MatrixSelector | Subquery;

const MAX_SECONDS = 2 ** 63;

/** `[5m]`, `[1h:5m]`, `offset` and `@` belong to what stands directly before them. */
export function parseModifiers(cursor: Cursor, atom: Expr): Expr | undefined {
  let expr: Expr | undefined = atom;
  while (expr) {
    const token = peek(cursor);
    if (isPunctuation(token, '[')) expr = countModifier(cursor) && parseBrackets(cursor, expr);
    else if (isPunctuation(token, '@')) expr = parseAt(cursor, expr);
    else if (isKeyword(token, 'offset')) expr = parseOffsetModifier(cursor, expr);
    else if (isKeyword(token, 'smoothed') || isKeyword(token, 'anchored')) refuseExtended(cursor);
    else return expr;
  }
  return undefined;
}

/** Subqueries of subqueries nest like operators. */
function countModifier(cursor: Cursor): true | undefined {
  if (++cursor.operators <= 500) return true;
  return unexpected(cursor, 'the expression has too many ranges');
}

function refuseExtended(cursor: Cursor): void {
  const word = next(cursor);
  report(cursor, 'promql/experimental', `${word.text} is experimental and off in Prometheus by default`, word);
}

function parseBrackets(cursor: Cursor, expr: Expr): Expr | undefined {
  const open = next(cursor);
  const range = parseRange(cursor);
  if (!range) return undefined;
  const subquery = accept(cursor, ':') !== undefined;
  const step = subquery && !isPunctuation(peek(cursor), ']') ? parseRange(cursor) : undefined;
  if (!expect(cursor, ']', 'after a range')) return undefined;
  const span = { from: expr.span.from, to: lastEnd(cursor) };
  if (subquery) return { kind: 'subquery', span, expr, range, ...(step ? { step } : {}) };
  return matrix(cursor, expr, range, span, { from: open.from, to: span.to });
}

function matrix(cursor: Cursor, expr: Expr, range: Range, span: Span, brackets: Span): Expr | undefined {
  if (expr.kind !== 'vector') {
    report(
      cursor,
      'promql/type',
      `a range is possible only directly after a selector, not after ${WHAT[expr.kind]}`,
      brackets,
      SUBQUERY,
    );
    return undefined;
  }
  if (isShifted(expr)) {
    report(cursor, 'promql/syntax', 'offset and @ come after the range', brackets);
    return undefined;
  }
  return { kind: 'matrix', span, selector: expr, range };
}

const SUBQUERY = 'a subquery has a colon: [5m:]';
const WHAT: Readonly<Record<Expr['kind'], string>> = {
  number: 'a number',
  string: 'a string',
  vector: 'a selector',
  matrix: 'a range',
  subquery: 'a subquery',
  call: 'a function call',
  aggregation: 'an aggregation',
  binary: 'an operation',
  unary: 'a sign',
  paren: 'a parenthesis',
};

function isShifted(shift: TimeShift): boolean {
  return (shift.offset !== undefined && shift.offset !== 0) || shift.offsetVariable !== undefined || shift.at !== undefined;
}

function parseOffsetModifier(cursor: Cursor, expr: Expr): Expr | undefined {
  const word = next(cursor);
  const length = parseOffset(cursor);
  if (!length) return undefined;
  const target = shiftTarget(cursor, expr, 'offset', word);
  if (!target) return undefined;
  const set = shiftOf(target);
  if ((set.offset !== undefined && set.offset !== 0) || set.offsetVariable !== undefined) {
    report(cursor, 'promql/syntax', 'offset is given twice', { from: word.from, to: lastEnd(cursor) });
    return undefined;
  }
  return shifted(cursor, target, length.ms === undefined ? { offsetVariable: length.text } : { offset: length.ms });
}

/** https://prometheus.io/docs/prometheus/latest/querying/basics/#modifier */
function parseAt(cursor: Cursor, expr: Expr): Expr | undefined {
  const sign = next(cursor);
  const at = parseInstant(cursor);
  if (at === undefined) return undefined;
  const target = shiftTarget(cursor, expr, '@', sign);
  if (!target) return undefined;
  if (shiftOf(target).at === undefined) return shifted(cursor, target, { at });
  report(cursor, 'promql/syntax', '@ is given twice', { from: sign.from, to: lastEnd(cursor) });
  return undefined;
}

function parseInstant(cursor: Cursor): TimeShift['at'] {
  const end = (['start', 'end'] as const).find((word) => isKeyword(peek(cursor), word));
  if (end) {
    next(cursor);
    return expect(cursor, '(', `after @ ${end}`) && expect(cursor, ')', `after @ ${end}(`) && end;
  }
  const sign = accept(cursor, '-') ?? accept(cursor, '+');
  if (!isNumber(peek(cursor))) return unexpected(cursor, 'expected Unix seconds, start() or end() after @');
  const literal = parseNumber(cursor, sign);
  if (Math.abs(literal.value) < MAX_SECONDS) return Math.round(literal.value * 1000) / 1000;
  report(cursor, 'promql/syntax', `${literal.text} is out of the range of times`, literal.span);
  return undefined;
}

function shiftTarget(cursor: Cursor, expr: Expr, word: string, span: Span): Shiftable | undefined {
  if (expr.kind === 'vector' || expr.kind === 'matrix' || expr.kind === 'subquery') return expr;
  report(cursor, 'promql/syntax', `${word} is possible only after a selector or a subquery, not after ${WHAT[expr.kind]}`, span);
  return undefined;
}

function shiftOf(target: Shiftable): TimeShift {
  return target.kind === 'matrix' ? target.selector : target;
}

function shifted(cursor: Cursor, target: Shiftable, shift: TimeShift): Shiftable {
  const span = { from: target.span.from, to: lastEnd(cursor) };
  if (target.kind === 'matrix') return { ...target, span, selector: { ...target.selector, ...shift } };
  return { ...target, span, ...shift };
}
