import type { MatchOperator, Span } from '../promql/tree.ts';

export type { MatchOperator, Span } from '../promql/tree.ts';

interface Node<K extends string> {
  readonly kind: K;
  readonly span: Span;
}

/** `level="error"` in a stream selector: it asks the index. */
export interface LabelMatcher {
  readonly label: string;
  readonly op: MatchOperator;
  readonly value: string;
  readonly span: Span;
}

export type LineOperator = '|=' | '!=' | '|~' | '!~' | '|>' | '!>';

/** `|= "a" or "b"`; `ip` is set for `|= ip("10.0.0.0/8")`. */
export interface LineFilter extends Node<'line-filter'> {
  readonly op: LineOperator;
  readonly values: readonly { readonly text: string; readonly ip: boolean }[];
}

export type FilterOperator = MatchOperator | '==' | '>' | '>=' | '<' | '<=';

/** `text` of a number, duration or size is as it was written, its sign in front. */
export interface FilterValue {
  readonly type: 'string' | 'number' | 'duration' | 'bytes' | 'ip';
  readonly text: string;
}

/** One comparison of a label filter. */
export interface LabelComparison {
  readonly kind: 'comparison';
  readonly label: string;
  readonly op: FilterOperator;
  readonly value: FilterValue;
  readonly span: Span;
}
export interface LabelLogic {
  readonly kind: 'logic';
  readonly op: 'and' | 'or';
  readonly left: LabelCondition;
  readonly right: LabelCondition;
}
export type LabelCondition = LabelComparison | LabelLogic;

export interface LabelFilter extends Node<'label-filter'> {
  readonly condition: LabelCondition;
}

/** `name="expression"`, or a bare name. */
export interface Extraction {
  readonly label: string;
  readonly expression: string | undefined;
}
export interface Parser extends Node<'parser'> {
  readonly parser: 'json' | 'logfmt' | 'regexp' | 'pattern' | 'unpack' | 'decolorize';
  /** `--strict`, `--keep-empty` of logfmt. */
  readonly flags: readonly string[];
  /** Of `regexp` and `pattern`. */
  readonly pattern: string | undefined;
  readonly extractions: readonly Extraction[];
}

export interface LineFormat extends Node<'line-format'> {
  readonly template: string;
}
export interface LabelFormat extends Node<'label-format'> {
  readonly labels: readonly { readonly label: string; readonly value: string; readonly from: 'label' | 'template' }[];
}
export interface DropKeep extends Node<'drop-keep'> {
  readonly op: 'drop' | 'keep';
  readonly labels: readonly { readonly label: string; readonly op: MatchOperator | undefined; readonly value: string }[];
}
export interface Unwrap extends Node<'unwrap'> {
  readonly label: string;
  readonly labelSpan: Span;
  readonly conversion: 'duration' | 'duration_seconds' | 'bytes' | undefined;
}

export type Stage = LineFilter | LabelFilter | Parser | LineFormat | LabelFormat | DropKeep | Unwrap;

/** Lines: a selector and what happens to each of them. */
export interface LogExpr extends Node<'logs'> {
  readonly matchers: readonly LabelMatcher[];
  readonly selectorSpan: Span;
  readonly stages: readonly Stage[];
}

export interface Grouping {
  readonly op: 'by' | 'without';
  readonly labels: readonly string[];
  readonly span: Span;
}

/** Lines over a range: `{…} | json [5m] offset 1h`. */
export interface Window {
  readonly logs: LogExpr;
  /** As it was written: `5m`, `$__auto`. */
  readonly range: string;
  readonly offset: string | undefined;
}

/** `rate({…} [5m])`: lines or their unwrapped numbers over a range. */
export interface RangeAggregation extends Node<'range'>, Window {
  readonly op: string;
  /** As it was written. */
  readonly param: string | undefined;
  readonly grouping: Grouping | undefined;
}
export interface VectorAggregation extends Node<'aggregation'> {
  readonly op: string;
  /** As it was written. */
  readonly param: string | undefined;
  readonly expr: MetricExpr;
  readonly grouping: Grouping | undefined;
}
export interface Binary extends Node<'binary'> {
  readonly op: string;
  readonly bool: boolean;
  readonly matching: { readonly op: 'on' | 'ignoring'; readonly labels: readonly string[] } | undefined;
  readonly group: { readonly side: 'left' | 'right'; readonly labels: readonly string[] } | undefined;
  readonly left: MetricExpr;
  readonly right: MetricExpr;
}
export interface NumberLiteral extends Node<'number'> {
  readonly text: string;
}
export interface VectorCall extends Node<'vector'> {
  readonly value: string;
}
export interface LabelReplace extends Node<'label-replace'> {
  readonly expr: MetricExpr;
  readonly args: readonly [string, string, string, string];
}
export interface Paren extends Node<'paren'> {
  readonly expr: MetricExpr;
}

/** `variants(…) of ({…} [5m])`: several answers from one reading of the lines; experimental, and gone in Loki 4. */
export interface Variants extends Node<'variants'> {
  readonly exprs: readonly MetricExpr[];
  readonly of: Window;
}

export type MetricExpr =
  | RangeAggregation
  | VectorAggregation
  | Binary
  | NumberLiteral
  | VectorCall
  | LabelReplace
  | Paren
  | Variants;
/** A LogQL expression. https://grafana.com/docs/loki/latest/query/ */
export type Expr = LogExpr | MetricExpr;
