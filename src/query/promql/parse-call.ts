import { nearest } from '../../kernel/nearest.ts';
import { accept, type Cursor, expect, isPunctuation, lastEnd, next, peek, peekSecond, report } from './cursor.ts';
import { AGGREGATORS, FUNCTIONS, type FunctionShape } from './functions.ts';
import { requireGate, versionNumber } from './gate.ts';
import { skipTo, unread } from './recover.ts';
import type { Token } from './token.ts';
import type { Expr } from './tree.ts';

export function startsCall(cursor: Cursor): boolean {
  const token = peek(cursor);
  return token.kind === 'identifier' && isPunctuation(peekSecond(cursor), '(') && !token.text.includes(':');
}

export function parseCall(cursor: Cursor): Expr {
  const name = next(cursor);
  const known = FUNCTIONS.get(name.text);
  if (known) checkKnown(cursor, known, name);
  else reportUnknown(cursor, name);
  const { args, sound } = parseArguments(cursor, name.text);
  if (!sound) return unread(cursor, name.from, args);
  // a copy is as long as it must be, where a list that grew keeps room for more: estates hold very many of these
  return { kind: 'call', span: { from: name.from, to: lastEnd(cursor) }, func: name.text, args: [...args] };
}

function checkKnown(cursor: Cursor, known: FunctionShape, name: Token): void {
  const gone = known.until !== undefined && cursor.version >= versionNumber(known.until);
  if (!gone) requireGate(cursor, known, `${name.text}()`, name);
  else report(cursor, 'promql/syntax', `there is no ${name.text}() since Prometheus ${known.until}`, name, known.instead);
}

function reportUnknown(cursor: Cursor, name: Token): void {
  const near = nearest(name.text.toLowerCase(), [...FUNCTIONS.keys(), ...AGGREGATORS.keys()]);
  report(cursor, 'promql/syntax', `there is no function ${name.text}()`, name, near && `did you mean ${near}()?`);
}

export interface Arguments {
  readonly args: readonly Expr[];
  /** Whether these are all there are: the commas and the end are where they must be. */
  readonly sound: boolean;
}

/** `(a, b)`; a mistake in one argument does not hide those in the next. */
export function parseArguments(cursor: Cursor, name: string): Arguments {
  next(cursor);
  const args: Expr[] = [];
  let sound = true;
  if (accept(cursor, ')')) return { args, sound };
  for (;;) {
    args.push(cursor.expression(cursor));
    if (!endsArgument(cursor)) {
      expect(cursor, ')', `after the arguments of ${name}`);
      sound = false;
      if (!skipTo(cursor, [',', ')'])) return { args, sound };
    }
    if (accept(cursor, ')')) return { args, sound };
    next(cursor);
  }
}

function endsArgument(cursor: Cursor): boolean {
  const token = peek(cursor);
  return isPunctuation(token, ',') || isPunctuation(token, ')');
}

export function parseParenthesis(cursor: Cursor): Expr {
  const open = next(cursor);
  const expr = cursor.expression(cursor);
  if (expect(cursor, ')', 'to close the parenthesis')) {
    return { kind: 'paren', span: { from: open.from, to: lastEnd(cursor) }, expr };
  }
  if (skipTo(cursor, [')'])) next(cursor);
  return unread(cursor, open.from, [expr]);
}
