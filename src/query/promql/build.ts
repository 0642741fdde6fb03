import { parseDuration } from '../../kernel/duration.ts';
import { numberValue } from './lex-number.ts';
import type { BinaryOperator } from './operators.ts';
import {
  type Aggregation,
  type Binary,
  type Call,
  type Expr,
  type Matcher,
  type MatchOperator,
  type MatrixSelector,
  NO_SPAN,
  type NumberLiteral,
  type Paren,
  type Range,
  type StringLiteral,
  type Subquery,
  type VectorMatching,
  type VectorSelector,
} from './tree.ts';

/** Known only when the query runs: a Grafana variable, `step()` or `range()`. */
const VARIABLE = /\$|\[\[|(?:step|range)\(\)/;

/** Matchers as a record of equal values, or as a list for the other operators. */
export type Matchers = Readonly<Record<string, string>> | readonly Pick<Matcher, 'label' | 'op' | 'value'>[];

/** `name{label="value"}`. */
export function vector(name: string | undefined, matchers: Matchers = []): VectorSelector {
  const list = isList(matchers)
    ? matchers
    : Object.entries(matchers).map(([label, value]) => ({ label, op: '=' as const, value }));
  const spanned = list.map(({ label, op, value }) => matcher(label, op, value));
  return { kind: 'vector', span: NO_SPAN, ...(name === undefined ? {} : { name }), matchers: spanned };
}

export function matcher(label: string, op: MatchOperator, value: string): Matcher {
  return { label, op, value, span: NO_SPAN };
}

/** A number is milliseconds, `'30d'` a duration, `'$__rate_interval'` left to Grafana. */
export function range(selector: VectorSelector, length: number | string): MatrixSelector {
  return { kind: 'matrix', span: NO_SPAN, selector, range: rangeOf(length) };
}

/** `expr[range:step]`. */
export function subquery(expr: Expr, length: number | string, step?: number | string): Subquery {
  return {
    kind: 'subquery',
    span: NO_SPAN,
    expr,
    range: rangeOf(length),
    ...(step === undefined ? {} : { step: rangeOf(step) }),
  };
}

/** `func(a, b)`. */
export function call(func: string, ...args: readonly Expr[]): Call {
  return { kind: 'call', span: NO_SPAN, func, args };
}

/** `op by (labels) (expr)`; neither by nor without aggregates everything into one series. */
export function aggregate(op: string, grouping: Pick<Aggregation, 'by' | 'without'>, expr: Expr, param?: Expr): Aggregation {
  return { kind: 'aggregation', span: NO_SPAN, op, ...grouping, ...(param ? { param } : {}), expr };
}

export interface BinaryOptions extends Partial<VectorMatching> {
  readonly bool?: boolean;
}

/** `left op right`; the printer adds the parentheses it needs. */
export function binary(left: Expr, op: BinaryOperator, right: Expr, options: BinaryOptions = {}): Binary {
  const { bool = false, include = [], ...rest } = options;
  const matching = Object.keys(rest).length > 0 ? { matching: { ...rest, include } } : {};
  return { kind: 'binary', span: NO_SPAN, op, left, right, bool, ...matching };
}

/** A text is printed as it is, `'0.0144'` stays exact; `'15m'` is a duration. */
export function number(value: string | number): NumberLiteral {
  const text = String(value)
    .replace(/^Infinity$/, 'Inf')
    .replace(/^-Infinity$/, '-Inf');
  const unsigned = text.replace(/^[-+]/, '');
  const sign = text.startsWith('-') ? -1 : 1;
  const durationMs = /[smhdwy]$/.test(unsigned) ? parseDuration(unsigned) : undefined;
  if (durationMs !== undefined) {
    return { kind: 'number', span: NO_SPAN, value: (sign * durationMs) / 1000, text, durationMs: sign * durationMs };
  }
  return { kind: 'number', span: NO_SPAN, value: sign * (numberValue(unsigned) ?? Number.NaN), text };
}

export function string(value: string): StringLiteral {
  return { kind: 'string', span: NO_SPAN, value };
}

/** Only for parentheses a reader wants: the printer adds those that are needed. */
export function paren(expr: Expr): Paren {
  return { kind: 'paren', span: NO_SPAN, expr };
}

export function and(left: Expr, right: Expr, options?: BinaryOptions): Binary {
  return binary(left, 'and', right, options);
}

export function or(left: Expr, right: Expr, options?: BinaryOptions): Binary {
  return binary(left, 'or', right, options);
}

export function unless(left: Expr, right: Expr, options?: BinaryOptions): Binary {
  return binary(left, 'unless', right, options);
}

function rangeOf(length: number | string): Range {
  if (typeof length === 'number') return { ms: length, span: NO_SPAN };
  const ms = parseDuration(length);
  if (ms !== undefined) return { ms, span: NO_SPAN };
  if (!VARIABLE.test(length)) throw new Error(`not a range: ${JSON.stringify(length)}`);
  return { variable: length, span: NO_SPAN };
}

function isList(matchers: Matchers): matchers is readonly Pick<Matcher, 'label' | 'op' | 'value'>[] {
  return Array.isArray(matchers);
}
