import { flat } from '../../kernel/flat.ts';
import type { PromqlQuery } from '../query.ts';
import { parsePromql } from './parse.ts';
import { printPromql } from './print.ts';
import type { Expr } from './tree.ts';

const NO_UNITS: PromqlQuery['units'] = new Map();

/** A query that is kept as its canonical text and parsed whenever its tree is asked for: trees of a large estate are more than memory should hold. */
export class PrintedQuery implements PromqlQuery {
  readonly engine = 'prometheus';
  readonly text: string;
  readonly units = NO_UNITS;

  constructor(expr: Expr) {
    this.text = flat(printPromql(expr));
  }

  get expr(): Expr | undefined {
    return parsePromql(this.text).expr;
  }
}

/** The canonical text; what does not parse stays as it was written, and its diagnostic keeps it from being deployed. */
export function canonicalText(query: PromqlQuery): string {
  if (query instanceof PrintedQuery) return query.text;
  return query.expr ? printPromql(query.expr) : query.text;
}
