import type { Token } from './token.ts';

/** https://prometheus.io/docs/prometheus/latest/querying/operators/ ; `</` and `>/` trim native histograms. */
export type BinaryOperator =
  | 'or'
  | 'and'
  | 'unless'
  | '=='
  | '!='
  | '<='
  | '<'
  | '>='
  | '>'
  | '</'
  | '>/'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | 'atan2'
  | '^';

export interface OperatorShape {
  /** A higher one binds tighter. */
  readonly precedence: number;
  readonly kind: 'set' | 'comparison' | 'arithmetic' | 'trim';
}

const BINARY: readonly [precedence: number, kind: OperatorShape['kind'], operators: readonly BinaryOperator[]][] = [
  [1, 'set', ['or']],
  [2, 'set', ['and', 'unless']],
  [3, 'comparison', ['==', '!=', '<=', '<', '>=', '>']],
  [3, 'trim', ['</', '>/']],
  [4, 'arithmetic', ['+', '-']],
  [5, 'arithmetic', ['*', '/', '%', 'atan2']],
  [6, 'arithmetic', ['^']],
];

/** A sign binds as `*` does: `-a ^ b` is `-(a ^ b)`, `-a * b` is `(-a) * b`. */
export const SIGN_PRECEDENCE = 5;
export const POWER_PRECEDENCE = 6;

export const OPERATORS: ReadonlyMap<string, OperatorShape & { readonly op: BinaryOperator }> = new Map(
  BINARY.flatMap(([precedence, kind, operators]) => operators.map((op) => [op, { op, precedence, kind }] as const)),
);

export function operatorShape(op: BinaryOperator): OperatorShape {
  const shape = OPERATORS.get(op);
  if (!shape) throw new Error(`no operator ${op}`);
  return shape;
}

/** The operator a token is, if any. */
export function operatorAt(token: Token): (OperatorShape & { readonly op: BinaryOperator }) | undefined {
  if (token.kind === 'punctuation') return OPERATORS.get(token.text);
  return token.keyword === undefined ? undefined : OPERATORS.get(token.keyword);
}
