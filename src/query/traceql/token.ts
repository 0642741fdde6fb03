import type { AttributeScope, Span } from './tree.ts';

export type TokenKind =
  | 'word'
  | 'sign'
  | 'string'
  | 'int'
  | 'float'
  | 'duration'
  | 'attribute'
  | 'intrinsic'
  | 'variable'
  | 'bad'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As it was written; of a string what it says; of an attribute its name. */
  readonly text: string;
  readonly span: Span;
  readonly scope?: AttributeScope | undefined;
  readonly parent?: boolean;
  /** What is wrong with a bad one. */
  readonly wrong?: string;
}
