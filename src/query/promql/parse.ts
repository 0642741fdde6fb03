import { checkTypes } from './check-types.ts';
import { type Cursor, next, peek, unexpected } from './cursor.ts';
import { ALL_FEATURES, type PromqlFeature } from './features.ts';
import { NEWEST, versionNumber } from './gate.ts';
import { lexPromql } from './lex.ts';
import { parseExpression, parseOperators } from './parse-expression.ts';
import type { PromqlProblem } from './problem.ts';
import { unread } from './recover.ts';
import type { Expr } from './tree.ts';

export interface ParseOptions {
  /** Allow `$__rate_interval`, `${var}` and `[[var]]` where Grafana puts a duration or a number. */
  readonly grafana?: boolean;
  /** Allow what Prometheus has only with `--enable-feature=…`: these features, or all with `true`. Default: none. */
  readonly experimental?: boolean | readonly PromqlFeature[];
  /** The oldest Prometheus that must read it, as `2.53`. Default: the newest there is, 3.15. */
  readonly version?: string;
}

export interface Parsed {
  /** Absent where the text has a syntax error. */
  readonly expr?: Expr;
  /** In the order of the text. Prometheus refuses an expression that has one which is no warning. */
  readonly problems: readonly PromqlProblem[];
}

const NO_FEATURES: ReadonlySet<PromqlFeature> = new Set();

/** Reads PromQL as Prometheus 3.15 does, with every mistake it has. Types are checked wherever the syntax is right. */
export function parsePromql(text: string, options: ParseOptions = {}): Parsed {
  const grafana = options.grafana ?? false;
  const { tokens, problems } = lexPromql(text, grafana);
  const cursor: Cursor = {
    tokens,
    problems,
    grafana,
    features: featuresOf(options.experimental),
    version: options.version === undefined ? NEWEST : versionNumber(options.version),
    expression: parseExpression,
    index: 0,
    depth: 0,
    subqueries: 0,
    loose: [],
    broken: problems.length > 0,
    unexpectedAt: -2,
  };
  const expr = parseAll(cursor);
  for (const part of [expr, ...cursor.loose]) checkTypes(part, problems);
  if (problems.length > 1) problems.sort((a, b) => a.from - b.from || a.to - b.to);
  return cursor.broken ? { problems } : { expr, problems };
}

function featuresOf(experimental: ParseOptions['experimental']): ReadonlySet<PromqlFeature> {
  if (experimental === undefined || experimental === false) return NO_FEATURES;
  return new Set(experimental === true ? ALL_FEATURES : experimental);
}

/** On to the end of the text, so that a mistake does not hide those after it. */
function parseAll(cursor: Cursor): Expr {
  let expr = parseExpression(cursor);
  while (peek(cursor).kind !== 'end') {
    unexpected(cursor, 'expected an operator or the end of the expression');
    next(cursor);
    expr = parseOperators(cursor, unread(cursor, expr.span.from, [expr]), 0);
  }
  return expr;
}
