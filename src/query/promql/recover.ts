import { type Cursor, lastEnd, peek } from './cursor.ts';
import { operatorAt } from './operators.ts';
import type { Token } from './token.ts';
import type { Expr } from './tree.ts';

/** Stands for what could not be read; the parts that could be are still checked, each by itself. */
export function unread(cursor: Cursor, from: number, parts: readonly Expr[] = []): Expr {
  cursor.broken = true;
  for (const part of parts) if (!isUnread(part)) cursor.loose.push(part);
  return { kind: 'call', span: { from, to: Math.max(from, lastEnd(cursor)) }, func: '', args: [] };
}

export function isUnread(expr: Expr): boolean {
  return expr.kind === 'call' && expr.func === '';
}

/** After a mistake inside brackets: on to the token that ends this argument. Returns whether there is one. */
export function skipTo(cursor: Cursor, ends: readonly string[]): boolean {
  return skipUntil(cursor, ({ kind, text }) => kind === 'punctuation' && ends.includes(text));
}

/** After a mistake in an operand: on to the next operator, or to what ends the argument. */
export function skipOperand(cursor: Cursor): Expr {
  const { from } = peek(cursor);
  skipUntil(cursor, (token) => isPunctuated(token, ',') || operatorAt(token) !== undefined);
  return unread(cursor, from);
}

function skipUntil(cursor: Cursor, ends: (token: Token) => boolean): boolean {
  for (let depth = 0; peek(cursor).kind !== 'end'; cursor.index++) {
    const token = peek(cursor);
    if (depth === 0 && ends(token)) return true;
    if (token.kind !== 'punctuation') continue;
    if (token.text === '(' || token.text === '{' || token.text === '[') depth++;
    if (token.text === ')' || token.text === '}' || token.text === ']') depth--;
    if (depth < 0 && token.text === ')') return false;
    depth = Math.max(depth, 0);
  }
  return false;
}

function isPunctuated(token: Token, text: string): boolean {
  return token.kind === 'punctuation' && token.text === text;
}
