import { checkTypes } from './check-types.ts';
import { type Cursor, peek, unexpected } from './cursor.ts';
import { lexPromql } from './lex.ts';
import { parseExpression } from './parse-expression.ts';
import type { PromqlProblem } from './problem.ts';
import type { Expr } from './tree.ts';

export interface ParseOptions {
  /** Allow `$__rate_interval`, `${var}` and `[[var]]` where Grafana puts a duration or a number. */
  readonly grafana?: boolean;
  /** Allow functions Prometheus has only with `--enable-feature=promql-experimental-functions`. */
  readonly experimental?: boolean;
}

export interface Parsed {
  /** Absent where the text has a syntax error. */
  readonly expr?: Expr;
  readonly problems: readonly PromqlProblem[];
}

/** Reads PromQL as Prometheus 3.15 does, with every mistake it has. Types are checked where the syntax is right. */
export function parsePromql(text: string, options: ParseOptions = {}): Parsed {
  const { tokens, problems } = lexPromql(text, options.grafana ?? false);
  if (problems.length > 0) return { problems };
  const cursor: Cursor = {
    tokens,
    problems: [],
    grafana: options.grafana ?? false,
    experimental: options.experimental ?? false,
    expression: parseExpression,
    index: 0,
    depth: 0,
    operators: 0,
  };
  const expr = parseAll(cursor);
  if (!expr) return { problems: cursor.problems };
  return { expr, problems: cursor.problems.some(isSyntax) ? cursor.problems : [...cursor.problems, ...checkTypes(expr)] };
}

function parseAll(cursor: Cursor): Expr | undefined {
  if (peek(cursor).kind === 'end') return unexpected(cursor, 'expected an expression');
  const expr = parseExpression(cursor);
  if (!expr || peek(cursor).kind === 'end') return expr;
  return unexpected(cursor, 'expected an operator or the end of the expression');
}

function isSyntax(problem: PromqlProblem): boolean {
  return problem.code === 'promql/syntax';
}
