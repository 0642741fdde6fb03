import type { BinaryOperator } from './operators.ts';

/** UTF-16 offsets into the parsed text, `to` exclusive; both 0 in a tree built in code. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where a list of labels stands, with its parentheses, and each of its labels. */
export interface LabelListSpan extends Span {
  readonly labels: readonly Span[];
}

interface Node<K extends string> {
  readonly kind: K;
  readonly span: Span;
}

export type MatchOperator = '=' | '!=' | '=~' | '!~';

export interface Matcher {
  readonly label: string;
  readonly op: MatchOperator;
  readonly value: string;
  readonly span: Span;
}

/** A length of time: fixed, or known only when the query runs (`$__rate_interval`, `step() * 2`) and then printed as it is. */
export type Range = { readonly ms: number; readonly span: Span } | { readonly variable: string; readonly span: Span };

/** Where in time a selector looks. https://prometheus.io/docs/prometheus/latest/querying/basics/#offset-modifier */
export interface TimeShift {
  /** Milliseconds back; negative looks ahead. */
  readonly offset?: number;
  readonly offsetVariable?: string;
  /** Unix seconds, or an end of the query's range. */
  readonly at?: number | 'start' | 'end';
}

/** `text` is what is printed; `value` is NaN where Grafana fills in a variable. */
export interface NumberLiteral extends Node<'number'> {
  readonly value: number;
  readonly text: string;
  /** Set where it was written as a duration: `15m` is 900. */
  readonly durationMs?: number;
}

export interface StringLiteral extends Node<'string'> {
  readonly value: string;
}

export interface VectorSelector extends Node<'vector'>, TimeShift {
  readonly name?: string;
  /** Experimental: samples at the edges of the range are interpolated, or taken from before it. */
  readonly extended?: 'smoothed' | 'anchored';
  readonly matchers: readonly Matcher[];
}

export interface MatrixSelector extends Node<'matrix'> {
  readonly selector: VectorSelector;
  readonly range: Range;
}

export interface Subquery extends Node<'subquery'>, TimeShift {
  readonly expr: Expr;
  readonly range: Range;
  readonly step?: Range;
}

export interface Call extends Node<'call'> {
  readonly func: string;
  readonly args: readonly Expr[];
}

export interface Aggregation extends Node<'aggregation'> {
  readonly op: string;
  readonly by?: readonly string[];
  readonly without?: readonly string[];
  /** Of the list after by or without; absent in a tree built in code. */
  readonly groupingSpan?: LabelListSpan;
  readonly param?: Expr;
  readonly expr: Expr;
}

export interface VectorMatching {
  readonly on?: readonly string[];
  readonly ignoring?: readonly string[];
  readonly group?: 'left' | 'right';
  readonly include: readonly string[];
  /** Of the lists of on or ignoring, and of group_left or group_right; absent in a tree built in code. */
  readonly labelsSpan?: LabelListSpan;
  readonly includeSpan?: LabelListSpan;
}

/** Experimental: the values that stand for series missing on a side. https://prometheus.io/docs/prometheus/latest/querying/operators/#filling-in-missing-matches */
export interface Fill {
  readonly left?: NumberLiteral;
  readonly right?: NumberLiteral;
}

export interface Binary extends Node<'binary'> {
  readonly op: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
  readonly bool: boolean;
  readonly matching?: VectorMatching;
  readonly fill?: Fill;
}

/** A sign in front of anything but a number; the sign of a number is part of its literal, as in Prometheus. */
export interface Unary extends Node<'unary'> {
  readonly op: '+' | '-';
  readonly expr: Expr;
}

/** Parentheses the author wrote; the printer adds those that are needed. */
export interface Paren extends Node<'paren'> {
  readonly expr: Expr;
}

/** A PromQL expression. https://prometheus.io/docs/prometheus/latest/querying/basics/ */
export type Expr =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Call
  | Aggregation
  | Binary
  | Unary
  | Paren;

export const NO_SPAN: Span = { from: 0, to: 0 };
