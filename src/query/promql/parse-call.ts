import { accept, type Cursor, expect, isPunctuation, lastEnd, next, peek, report, skipTo } from './cursor.ts';
import { AGGREGATORS, FUNCTIONS } from './functions.ts';
import { nearest } from './nearest.ts';
import type { Call, Expr, Paren } from './tree.ts';

export function startsCall(cursor: Cursor): boolean {
  const token = peek(cursor);
  return token.kind === 'identifier' && !token.text.includes(':') && isPunctuation(peek(cursor, 1), '(');
}

export function parseCall(cursor: Cursor): Call | undefined {
  const name = next(cursor);
  const known = FUNCTIONS.get(name.text);
  if (!known) {
    const near = nearest(name.text.toLowerCase(), [...FUNCTIONS.keys(), ...AGGREGATORS.keys()]);
    report(cursor, 'promql/syntax', `there is no function ${name.text}()`, name, near && `did you mean ${near}()?`);
  }
  if (known?.experimental && !cursor.experimental) {
    report(cursor, 'promql/experimental', `${name.text}() is experimental and off in Prometheus by default`, name);
  }
  const args = parseArguments(cursor, name.text);
  return args && { kind: 'call', span: { from: name.from, to: lastEnd(cursor) }, func: name.text, args };
}

/** `(a, b)`; a mistake in one argument does not hide those in the next. */
export function parseArguments(cursor: Cursor, name: string): readonly Expr[] | undefined {
  next(cursor);
  const args: Expr[] = [];
  let sound = true;
  if (accept(cursor, ')')) return args;
  for (;;) {
    const arg = cursor.expression(cursor);
    if (arg) args.push(arg);
    sound &&= arg !== undefined && endArgument(cursor, name);
    if (!sound && !skipTo(cursor, [',', ')'])) return undefined;
    if (accept(cursor, ')')) return sound ? args : undefined;
    next(cursor);
  }
}

function endArgument(cursor: Cursor, name: string): boolean {
  const token = peek(cursor);
  if (isPunctuation(token, ',') || isPunctuation(token, ')')) return true;
  return expect(cursor, ')', `after the arguments of ${name}`) !== undefined;
}

export function parseParenthesis(cursor: Cursor): Paren | undefined {
  const open = next(cursor);
  const expr = cursor.expression(cursor);
  if (expr && expect(cursor, ')', 'to close the parenthesis')) {
    return { kind: 'paren', span: { from: open.from, to: lastEnd(cursor) }, expr };
  }
  if (skipTo(cursor, [')'])) next(cursor);
  return undefined;
}
