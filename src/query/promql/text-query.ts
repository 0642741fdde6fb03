import type { PromqlQuery } from '../query.ts';
import { type ParseOptions, parsePromql } from './parse.ts';
import type { Expr } from './tree.ts';

/** A query that is kept as its text and parsed whenever its tree is asked for: trees of a large estate are more than memory should hold. */
export class TextQuery implements PromqlQuery {
  readonly engine = 'prometheus';
  readonly text: string;
  readonly units: PromqlQuery['units'];
  readonly #options: ParseOptions;

  constructor(text: string, units: PromqlQuery['units'], options: ParseOptions) {
    this.text = text;
    this.units = units;
    this.#options = options;
  }

  get expr(): Expr | undefined {
    return parsePromql(this.text, this.#options).expr;
  }
}
