import { didYouMean } from '../../kernel/nearest.ts';
import { lex } from './lex.ts';
import type { TraceqlProblem } from './problem.ts';
import type { Token, TokenKind } from './token.ts';
import type { Span } from './tree.ts';
import { INTRINSICS } from './words.ts';

/** Parentheses, signs and braces inside each other; deeper ones are a mistake of whatever wrote the query. */
const MAX_DEPTH = 200;

/** Unwinds to `parseTraceql`, which turns it into a problem. */
export class SyntaxProblem extends Error {
  readonly problem: TraceqlProblem;
  constructor(message: string, span: Span, about: { readonly code?: string; readonly fix?: string } = {}) {
    super(message);
    this.problem = { code: 'traceql/syntax', message, span, ...about };
  }
}

/** The tokens of a text, one after the other. */
export class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string, grafana: boolean) {
    this.#tokens = lex(text, grafana);
  }

  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
    if (!token) throw new Error('the last token is the end');
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** Whether the token is this word or sign. */
  is(text: string, ahead = 0): boolean {
    const { kind, text: seen } = this.peek(ahead);
    return (kind === 'word' || kind === 'sign') && seen === text;
  }

  /** The token's text, where it is a word or a sign. */
  word(ahead = 0): string {
    const { kind, text } = this.peek(ahead);
    return kind === 'word' || kind === 'sign' ? text : '';
  }

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

  /** Where something that began at `from` ends: before the token that comes next. */
  spanFrom(from: number): Span {
    return { from, to: this.#tokens[this.#at - 1]?.span.to ?? from };
  }

  /** Reads something that may hold itself. */
  nest<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) {
      throw new SyntaxProblem(`The query is nested deeper than ${MAX_DEPTH} levels.`, this.peek().span);
    }
    const value = read();
    this.#depth -= 1;
    return value;
  }

  unexpected(wanted: string): SyntaxProblem {
    const token = this.peek();
    if (token.kind === 'bad') return badToken(token);
    const seen = token.kind === 'end' ? 'the end of the query' : JSON.stringify(token.text);
    return new SyntaxProblem(`Expected ${wanted}, found ${seen}.`, token.span);
  }
}

function badToken({ text, span, wrong = '' }: Token): SyntaxProblem {
  if (wrong !== 'intrinsic') return new SyntaxProblem(`Cannot read ${JSON.stringify(text)}: ${wrong}.`, span);
  return unknownIntrinsic(text, span, INTRINSICS.keys());
}

export function unknownIntrinsic(text: string, span: Span, candidates: Iterable<string>): SyntaxProblem {
  const scoped = [...INTRINSICS.keys()].find((name) => name.endsWith(`:${text}`));
  const fix = scoped ? `write ${scoped}` : didYouMean(text, candidates);
  const scope = text.slice(0, text.indexOf(':') + 1);
  const known = [...INTRINSICS.keys()].filter((name) => (scope ? name.startsWith(scope) : !name.includes(':')));
  return new SyntaxProblem(`TraceQL has no ${JSON.stringify(text)}.`, span, {
    code: 'traceql/unknown-intrinsic',
    fix: fix ?? (scope ? `write one of ${known.join(', ')}` : `an attribute is written span.${text}, a text "${text}"`),
  });
}
