import type { PromqlProblem } from './problem.ts';
import { describeToken, type Token } from './token.ts';
import type { Expr, Span } from './tree.ts';

/** How deep an expression may nest before it is taken for a mistake, so that no text can exhaust the stack. */
export const MAX_DEPTH = 200;
/** How many operators one expression may chain: a chain is a tree as deep as it is long. */
export const MAX_OPERATORS = 1000;

/** Where the parser stands; lives for one parse. */
export interface Cursor {
  readonly tokens: readonly Token[];
  readonly problems: PromqlProblem[];
  readonly grafana: boolean;
  readonly experimental: boolean;
  /** Reads operators that bind tighter than `minimum`; here so that the parts of the grammar need not import each other in a circle. */
  readonly expression: (cursor: Cursor, minimum?: number) => Expr | undefined;
  index: number;
  depth: number;
  operators: number;
}

const END: Token = { kind: 'end', from: 0, to: 0, text: '' };

export function peek(cursor: Cursor, ahead = 0): Token {
  return cursor.tokens[cursor.index + ahead] ?? cursor.tokens.at(-1) ?? END;
}

export function next(cursor: Cursor): Token {
  const token = peek(cursor);
  if (token.kind !== 'end') cursor.index++;
  return token;
}

export function isPunctuation(token: Token, text: string): boolean {
  return token.kind === 'punctuation' && token.text === text;
}

/** Keywords are not case sensitive. */
export function isKeyword(token: Token, word: string): boolean {
  return token.kind === 'identifier' && token.text.length === word.length && token.text.toLowerCase() === word;
}

export function accept(cursor: Cursor, text: string): Token | undefined {
  return isPunctuation(peek(cursor), text) ? next(cursor) : undefined;
}

/** The token, or a problem that says what was there instead. */
export function expect(cursor: Cursor, text: string, where: string): Token | undefined {
  return accept(cursor, text) ?? unexpected(cursor, `expected \`${text}\` ${where}`);
}

export function unexpected(cursor: Cursor, expected: string, fix?: string): undefined {
  const token = peek(cursor);
  report(cursor, 'promql/syntax', `${expected}, found ${describeToken(token)}`, token, fix);
  return undefined;
}

export function report(cursor: Cursor, code: string, message: string, span: Span, fix?: string): void {
  cursor.problems.push({ code, message, from: span.from, to: span.to, ...(fix === undefined ? {} : { fix }) });
}

/** The text position after the last token that was read. */
export function lastEnd(cursor: Cursor): number {
  return cursor.tokens[cursor.index - 1]?.to ?? 0;
}

/** After a mistake inside brackets: on to the token that ends this argument. Returns whether there is one. */
export function skipTo(cursor: Cursor, ends: readonly string[]): boolean {
  for (let depth = 0; peek(cursor).kind !== 'end'; cursor.index++) {
    const { kind, text } = peek(cursor);
    if (kind !== 'punctuation') continue;
    if (depth === 0 && ends.includes(text)) return true;
    if (text === '(' || text === '{' || text === '[') depth++;
    if (text === ')' || text === '}' || text === ']') depth--;
    if (depth < 0) return false;
  }
  return false;
}
