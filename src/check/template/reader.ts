import { nearest } from '../../kernel/nearest.ts';
import type { TemplateDialect } from './functions.ts';
import type { Action, Token } from './lex.ts';
import type { Pipeline, TemplateProblem } from './tree.ts';

/** Blocks that `{{ end }}` closes; the outermost closes nothing. */
export interface Block {
  readonly word: string;
  readonly action: Action;
  /** How many variables there were before it. */
  readonly variables: number;
  elseSeen: boolean;
}

export interface Reader {
  readonly dialect: TemplateDialect;
  readonly pipelines: Pipeline[];
  readonly variables: string[];
  readonly blocks: Block[];
  readonly defined: Set<string>;
  readonly called: Set<string>;
  tokens: readonly Token[];
  at: number;
  /** Parentheses that are open. */
  depth: number;
  action: Action;
}

/** Ends the reading of one template; caught where the reading began. */
export class Stop extends Error {
  readonly problem: TemplateProblem;
  constructor(problem: TemplateProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

export function stop({ from, to }: Action, message: string, fix: string): never {
  throw new Stop({ message, fix, from, to });
}

export function stopAt({ from, text }: Token, message: string, fix: string): never {
  throw new Stop({ message, fix, from, to: from + text.length });
}

export function peek({ tokens, at }: Reader): Token | undefined {
  return tokens[at];
}

export function next(reader: Reader): Token | undefined {
  return reader.tokens[reader.at++];
}

export function skipSpace(reader: Reader): void {
  while (peek(reader)?.kind === 'space') reader.at++;
}

export function expectEnd(reader: Reader): void {
  skipSpace(reader);
  const token = peek(reader);
  if (token) stopAt(token, `\`${token.text}\` is not expected here`, 'delete it');
}

export function checkVariable(reader: Reader, name: string, at: Token): void {
  if (reader.variables.includes(name)) return;
  const near = nearest(name, reader.variables);
  stopAt(
    at,
    `There is no variable ${name}`,
    near === undefined ? `write ${reader.dialect.value} or ${reader.dialect.label}` : `did you mean ${near}?`,
  );
}
