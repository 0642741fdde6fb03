import { lex, type Token, type TokenKind } from './lex.ts';
import type { LogqlProblem } from './problem.ts';
import type { Span } from './tree.ts';
import { KEYWORDS } from './words.ts';

/** Unwinds to `parseLogql`, which turns it into a problem. */
export class SyntaxProblem extends Error {
  readonly problem: LogqlProblem;
  constructor(message: string, span: Span) {
    super(message);
    this.problem = { code: 'logql/syntax', message, span };
  }
}

/** The tokens of a text, one after the other. */
export class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = lex(text);
  }

  peek(ahead = 0): Token {
    const last = this.#tokens.length - 1;
    const token = this.#tokens[Math.min(this.#at + ahead, last)];
    if (!token) throw new Error('the last token is the end');
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind !== 'string' && token.text === text;
  }

  /** Takes the token when it reads so. */
  take(text: string): boolean {
    if (!this.is(text)) return false;
    this.#at += 1;
    return true;
  }

  expect(text: string): Token {
    if (this.is(text)) return this.next();
    throw this.unexpected(`"${text}"`);
  }

  expectKind(kind: TokenKind, what: string): Token {
    if (this.peek().kind === kind) return this.next();
    throw this.unexpected(what);
  }

  expectLabel(what = 'a label'): Token {
    if (KEYWORDS.has(this.peek().text)) throw this.unexpected(what);
    return this.expectKind('word', what);
  }

  /** Where something that began at `from` ends: before the token that comes next. */
  spanFrom(from: number): Span {
    return { from, to: this.#tokens[this.#at - 1]?.span.to ?? from };
  }

  unexpected(wanted: string): SyntaxProblem {
    const { kind, span, text } = this.peek();
    const seen = kind === 'end' ? 'the end of the query' : JSON.stringify(text);
    return new SyntaxProblem(`Expected ${wanted}, found ${seen}.`, span);
  }
}
