import type { Span } from '../promql/tree.ts';

export type { Span } from '../promql/tree.ts';

export interface Node<K extends string> {
  readonly kind: K;
  readonly span: Span;
}

export type AttributeScope = 'span' | 'resource' | 'event' | 'link' | 'instrumentation';

/** `span.http.route`, `resource.service.name`; without a scope `.http.route`, which Tempo looks up in span and resource. */
export interface Attribute extends Node<'attribute'> {
  readonly scope: AttributeScope | undefined;
  /** `parent.…`: of the span above. Tempo parses and refuses it. */
  readonly parent: boolean;
  /** Without quotes. */
  readonly name: string;
}

/** `duration`, `span:duration`, `trace:rootService`: what every span has, as it was written. */
export interface Intrinsic extends Node<'intrinsic'> {
  readonly name: string;
}

export type Field = Attribute | Intrinsic;

export type StaticType = 'string' | 'int' | 'float' | 'duration' | 'boolean' | 'status' | 'kind' | 'variable';

export interface Static extends Node<'static'> {
  readonly type: StaticType;
  /** As it was written; of a string what it says. `variable` is one of Grafana's, whose type nobody knows. */
  readonly text: string;
}

export type LogicOperator = '&&' | '||';
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '=~' | '!~';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^';
export type FieldOperator = LogicOperator | ComparisonOperator | ArithmeticOperator;

export interface Binary extends Node<'binary'> {
  readonly op: FieldOperator;
  readonly left: FieldExpr;
  readonly right: FieldExpr;
}
export interface Unary extends Node<'unary'> {
  readonly op: '-' | '!';
  readonly expr: FieldExpr;
}
/** `span.foo != nil`; `negated` for `span.foo = nil`. */
export interface Exists extends Node<'exists'> {
  readonly negated: boolean;
  readonly expr: FieldExpr;
}
export type FieldExpr = Binary | Unary | Exists | Static | Field;
