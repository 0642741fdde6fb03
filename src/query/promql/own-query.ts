import { flat } from '../../kernel/flat.ts';
import type { PromqlQuery } from '../query.ts';
import { parsePromql } from './parse.ts';
import { printPromql } from './print.ts';
import type { Expr } from './tree.ts';

const NO_UNITS: PromqlQuery['units'] = new Map();

/**
 * A query over our own recordings, kept as its text and parsed whenever its tree is asked for: it holds nothing an author wrote, so nobody asks
 * what is wrong with it, and there are more of these in a large estate than of all others.
 */
export class OwnQuery implements PromqlQuery {
  readonly engine = 'prometheus';
  readonly text: string;
  readonly units = NO_UNITS;

  constructor(text: string) {
    this.text = flat(text);
  }

  get expr(): Expr | undefined {
    return parsePromql(this.text).expr;
  }
}

/** The canonical text; what does not parse stays as it was written, and its diagnostic keeps it from being deployed. */
export function canonicalText(query: PromqlQuery): string {
  const { expr } = query;
  return expr ? printPromql(expr) : query.text;
}
