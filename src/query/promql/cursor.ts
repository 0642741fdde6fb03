import type { PromqlFeature } from './features.ts';
import type { PromqlProblem } from './problem.ts';
import { describeToken, type Token } from './token.ts';
import type { Expr, Span } from './tree.ts';

/** How deep an expression may nest before it is taken for a mistake, so that no text can exhaust the stack. */
export const MAX_DEPTH = 200;

/** Where the parser stands; lives for one parse. */
export interface Cursor {
  readonly tokens: readonly Token[];
  readonly problems: PromqlProblem[];
  readonly grafana: boolean;
  readonly features: ReadonlySet<PromqlFeature>;
  /** Of the Prometheus the text is for, as `versionNumber` gives it. */
  readonly version: number;
  /** Reads operators that bind tighter than `minimum`; here so that the parts of the grammar need not import each other in a circle. */
  readonly expression: (cursor: Cursor, minimum?: number) => Expr;
  index: number;
  depth: number;
  /** How many subqueries were read: they nest without parentheses. */
  subqueries: number;
  /** What could be read of parts that could not. */
  readonly loose: Expr[];
  /** A part could not be read: there is no tree. */
  broken: boolean;
  /** The token at which the last unexpected one was found. */
  unexpectedAt: number;
}

const END: Token = { kind: 'end', from: 0, to: 0, text: '' };

export function peek(cursor: Cursor): Token {
  return cursor.tokens[cursor.index] ?? END;
}

export function peekSecond(cursor: Cursor): Token {
  return cursor.tokens[cursor.index + 1] ?? END;
}

export function next(cursor: Cursor): Token {
  const token = peek(cursor);
  if (token.kind !== 'end') cursor.index++;
  return token;
}

export function isPunctuation(token: Token, text: string): boolean {
  return token.text === text && token.kind === 'punctuation';
}

export function isKeyword(token: Token, word: string): boolean {
  return token.keyword === word;
}

export function accept(cursor: Cursor, text: string): Token | undefined {
  return isPunctuation(peek(cursor), text) ? next(cursor) : undefined;
}

/** The token, or a problem that says what was there instead. */
export function expect(cursor: Cursor, text: string, where: string): Token | undefined {
  return accept(cursor, text) ?? unexpected(cursor, `expected \`${text}\` ${where}`);
}

/** Of mistakes side by side only the first is told: the next may well be its consequence. */
export function unexpected(cursor: Cursor, expected: string, fix?: string): undefined {
  const token = peek(cursor);
  const told = token.kind === 'wrong' || cursor.index - cursor.unexpectedAt <= 1;
  cursor.unexpectedAt = cursor.index;
  if (!told) report(cursor, 'promql/syntax', `${expected}, found ${describeToken(token)}`, token, fix);
  return undefined;
}

export function report(cursor: Cursor, code: string, message: string, span: Span, fix?: string): void {
  cursor.problems.push({ code, message, from: span.from, to: span.to, ...(fix === undefined ? {} : { fix }) });
}

/** The text position after the last token that was read. */
export function lastEnd(cursor: Cursor): number {
  return cursor.tokens[cursor.index - 1]?.to ?? 0;
}

/** Ends the reading: nothing after it would be understood. */
export function giveUp(cursor: Cursor, message: string, fix: string): void {
  cursor.broken = true;
  const [first] = cursor.problems;
  if (first?.code !== 'promql/too-deep') report(cursor, 'promql/too-deep', message, peek(cursor), fix);
  cursor.index = cursor.tokens.length - 1;
  cursor.unexpectedAt = cursor.index;
}
