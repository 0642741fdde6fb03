import { lex, type Token, type TokenKind } from './lex.ts';
import type { LogqlProblem } from './problem.ts';
import type { Span } from './tree.ts';

/** How deep a query may nest before it is taken for a mistake, so that no text can exhaust the stack. */
export const MAX_DEPTH = 200;
/** How many operators one query may chain: a chain is a tree as deep as it is long. */
const MAX_OPERATORS = 1000;
/** The longest query Loki reads, in bytes. */
const MAX_BYTES = 131_071;
/** More mistakes than these are noise. */
const MAX_PROBLEMS = 20;

/** Unwinds to where reading can go on; `recover` turns it into a problem. */
export class SyntaxProblem extends Error {
  readonly problem: LogqlProblem;
  constructor(message: string, span: Span, fix?: string) {
    super(message);
    this.problem = { code: 'logql/syntax', message, span, ...(fix === undefined ? {} : { fix }) };
  }
}

const OPENING: ReadonlySet<string> = new Set(['(', '{']);
const CLOSING: ReadonlySet<string> = new Set([')', '}']);

/** The tokens of a text, one after the other, and what is wrong with them. */
export class Reader {
  readonly problems: LogqlProblem[] = [];
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  #operators = 0;

  constructor(text: string, grafana: boolean) {
    this.#tokens = text.length > MAX_BYTES ? [] : lex(text, grafana);
    if (new TextEncoder().encode(text).length > MAX_BYTES)
      throw new SyntaxProblem(`The query is longer than ${MAX_BYTES} bytes, the most Loki reads.`, { from: 0, to: text.length });
  }

  peek(ahead = 0): Token {
    const last = this.#tokens.length - 1;
    const token = this.#tokens[Math.min(this.#at + ahead, last)];
    if (!token) throw new Error('the last token is the end');
    return token;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#at += 1;
    return token;
  }

  is(text: string, ahead = 0): boolean {
    const { kind, text: seen } = this.peek(ahead);
    return seen === text && (kind === 'symbol' || kind === 'keyword' || kind === 'function');
  }

  isAny(texts: { has(text: string): boolean }, ahead = 0): boolean {
    const { kind, text } = this.peek(ahead);
    return texts.has(text) && (kind === 'symbol' || kind === 'keyword' || kind === 'function');
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
    const seen = this.peek().kind;
    if (seen === kind || (seen === 'variable' && kind !== 'string')) return this.next();
    throw this.unexpected(what);
  }

  expectLabel(what = 'a label'): Token {
    return this.expectKind('word', what);
  }

  isLabel(ahead = 0): boolean {
    return ['word', 'variable'].includes(this.peek(ahead).kind);
  }

  /** Where something that began at `from` ends: before the token that comes next. */
  spanFrom(from: number): Span {
    return { from, to: Math.max(this.#tokens[this.#at - 1]?.span.to ?? from, from) };
  }

  unexpected(wanted: string, fix?: string): SyntaxProblem {
    const { kind, span, text, value } = this.peek();
    if (kind === 'bad')
      return new SyntaxProblem(`Expected ${wanted}, found ${JSON.stringify(text.slice(0, 40))}: ${value}.`, span, fix);
    const seen = kind === 'end' ? 'the end of the query' : JSON.stringify(text);
    return new SyntaxProblem(`Expected ${wanted}, found ${seen}.`, span, fix);
  }

  report(message: string, span: Span, fix?: string, code = 'logql/syntax'): void {
    this.problems.push({ code, message, span, ...(fix === undefined ? {} : { fix }) });
  }

  /** Reads one level deeper; a text that nests without end is a mistake. */
  nested<T>(read: () => T): T {
    if (this.#depth >= MAX_DEPTH) throw new SyntaxProblem(`The query nests deeper than ${MAX_DEPTH} levels.`, this.peek().span);
    this.#depth += 1;
    const result = read();
    this.#depth -= 1;
    return result;
  }

  countOperator(): void {
    this.#operators += 1;
    if (this.#operators > MAX_OPERATORS)
      throw new SyntaxProblem(`The query chains more than ${MAX_OPERATORS} operators.`, this.peek().span);
  }

  /** Reads; after a mistake goes on before the next of `ends` on the same level, so that one mistake does not hide the next. */
  recover<T>(ends: readonly string[], read: () => T): T | undefined {
    const depth = this.#depth;
    try {
      return read();
    } catch (failure) {
      if (!(failure instanceof SyntaxProblem)) throw failure;
      this.problems.push(failure.problem);
      this.#depth = depth;
      if (this.problems.length >= MAX_PROBLEMS || !this.#skipTo(ends)) throw new GaveUp();
      return undefined;
    }
  }

  #skipTo(ends: readonly string[]): boolean {
    for (let depth = 0; this.peek().kind !== 'end'; this.#at += 1) {
      if (depth === 0 && (ends.some((end) => this.is(end)) || (ends.includes('[') && this.peek().kind === 'range'))) return true;
      if (this.isAny(OPENING)) depth += 1;
      if (this.isAny(CLOSING)) depth -= 1;
      if (depth < 0) return false;
    }
    return false;
  }
}

/** There is nothing after the mistake where reading could go on. */
export class GaveUp extends Error {}
