import type { Expr } from './tree.ts';

/** How a message names an expression. */
export const WHAT: Readonly<Record<Expr['kind'], string>> = {
  number: 'a number',
  string: 'a string',
  vector: 'a selector',
  matrix: 'a range',
  subquery: 'a subquery',
  call: 'a function call',
  aggregation: 'an aggregation',
  binary: 'an operation',
  unary: 'a sign',
  paren: 'a parenthesis',
};
