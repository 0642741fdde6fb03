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
import { requireGate } from './gate.ts';
import { GATES } from './gates.ts';
import { parseOffset, parseRange } from './parse-duration.ts';
import { isNumber, parseNumber } from './parse-literal.ts';
import { isUnread, skipTo, unread } from './recover.ts';
import { shiftOf, shiftTarget, withShift } from './shift.ts';
import type { Expr, Range, Span, TimeShift } from './tree.ts';
import { WHAT } from './what.ts';

const MAX_SECONDS = 2 ** 63;

/** `[5m]`, `[1h:5m]`, `offset`, `@` and `smoothed` belong to what stands directly before them. */
export function parseModifiers(cursor: Cursor, atom: Expr): Expr {
  let expr = atom;
  for (;;) {
    const token = peek(cursor);
    const read = isPunctuation(token, '[')
      ? parseBrackets
      : isPunctuation(token, '@')
        ? parseAt
        : MODIFIERS.get(token.keyword ?? '');
    if (!read) return expr;
    expr = read(cursor, expr);
  }
}

const MODIFIERS: ReadonlyMap<string, (cursor: Cursor, expr: Expr) => Expr> = new Map([
  ['offset', parseOffsetModifier],
  ['smoothed', parseExtended],
  ['anchored', parseExtended],
]);

/** https://prometheus.io/docs/prometheus/latest/feature_flags/#extended-range-selectors */
function parseExtended(cursor: Cursor, expr: Expr): Expr {
  const word = next(cursor);
  const extended = word.keyword === 'smoothed' ? 'smoothed' : 'anchored';
  requireGate(cursor, GATES.extendedRange, `the modifier ${extended}`, word);
  const selector = expr.kind === 'matrix' ? expr.selector : expr;
  if (selector.kind !== 'vector') return misplaced(cursor, expr, extended, 'a selector', word);
  if (selector.extended !== undefined && selector.extended !== extended) {
    report(cursor, 'promql/syntax', 'smoothed and anchored exclude each other', word);
  }
  const span = { from: expr.span.from, to: word.to };
  if (expr.kind === 'matrix') return { ...expr, span, selector: { ...expr.selector, extended } };
  return { ...selector, span, extended };
}

function parseBrackets(cursor: Cursor, expr: Expr): Expr {
  const { index } = cursor;
  const open = next(cursor);
  const range = parseRange(cursor);
  const colon = range && accept(cursor, ':');
  if (colon) checkColon(cursor, index, colon);
  const step = colon && !isPunctuation(peek(cursor), ']') ? parseRange(cursor) : undefined;
  if (!range || !expect(cursor, ']', 'after a range')) {
    if (skipTo(cursor, [']'])) next(cursor);
    return unread(cursor, expr.span.from, [expr]);
  }
  const span = { from: expr.span.from, to: lastEnd(cursor) };
  if (!colon) return matrix(cursor, expr, range, span, { from: open.from, to: span.to });
  if (++cursor.subqueries > MAX_DEPTH)
    giveUp(cursor, `there are more than ${MAX_DEPTH} subqueries`, 'split it into recording rules');
  requireGate(cursor, GATES.subquery, 'a subquery', { from: open.from, to: span.to });
  return { kind: 'subquery', span, expr, range, ...(step ? { step } : {}) };
}

/** Prometheus takes the colon of a subquery only after some number, which `[step():]` lacks. */
function checkColon(cursor: Cursor, open: number, colon: Span): void {
  for (let index = cursor.index - 1; index > open; index--) {
    const { kind } = cursor.tokens[index] ?? {};
    if (kind === 'number' || kind === 'duration' || kind === 'variable') return;
  }
  report(cursor, 'promql/syntax', 'there must be a number before the colon of a subquery', colon, 'write step() * 1');
}

function matrix(cursor: Cursor, expr: Expr, range: Range, span: Span, brackets: Span): Expr {
  if (expr.kind === 'vector' && !isShifted(expr)) return { kind: 'matrix', span, selector: expr, range };
  if (expr.kind === 'vector') report(cursor, 'promql/syntax', 'offset and @ come after the range', brackets);
  else if (!isUnread(expr)) {
    const message = `a range is possible only directly after a selector, not after ${WHAT[expr.kind]}`;
    report(cursor, 'promql/type', message, brackets, 'a subquery has a colon: [5m:]');
  }
  return unread(cursor, expr.span.from, [expr]);
}

function isShifted(shift: TimeShift): boolean {
  return (shift.offset !== undefined && shift.offset !== 0) || shift.offsetVariable !== undefined || shift.at !== undefined;
}

function parseOffsetModifier(cursor: Cursor, expr: Expr): Expr {
  const word = next(cursor);
  const length = parseOffset(cursor);
  if (!length) return unread(cursor, expr.span.from, [expr]);
  const target = shiftTarget(expr);
  if (!target) return misplaced(cursor, expr, 'offset', 'a selector or a subquery', word);
  const set = shiftOf(target);
  if ((set.offset !== undefined && set.offset !== 0) || set.offsetVariable !== undefined) {
    return twice(cursor, expr, 'offset', word);
  }
  const shift = length.ms === undefined ? { offsetVariable: length.text } : { offset: length.ms };
  return withShift(target, shift, lastEnd(cursor));
}

/** https://prometheus.io/docs/prometheus/latest/querying/basics/#modifier */
function parseAt(cursor: Cursor, expr: Expr): Expr {
  const sign = next(cursor);
  requireGate(cursor, GATES.at, 'the modifier @', sign);
  const at = parseInstant(cursor);
  if (at === undefined) return unread(cursor, expr.span.from, [expr]);
  const target = shiftTarget(expr);
  if (!target) return misplaced(cursor, expr, '@', 'a selector or a subquery', sign);
  if (shiftOf(target).at !== undefined) return twice(cursor, expr, '@', sign);
  return withShift(target, { at }, lastEnd(cursor));
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

function misplaced(cursor: Cursor, expr: Expr, word: string, wanted: string, span: Span): Expr {
  const message = `${word} is possible only after ${wanted}, not after ${WHAT[expr.kind]}`;
  if (!isUnread(expr)) report(cursor, 'promql/syntax', message, span);
  return unread(cursor, expr.span.from, [expr]);
}

function twice(cursor: Cursor, expr: Expr, word: string, at: Span): Expr {
  report(cursor, 'promql/syntax', `${word} is given twice`, { from: at.from, to: lastEnd(cursor) });
  return unread(cursor, expr.span.from, [expr]);
}
