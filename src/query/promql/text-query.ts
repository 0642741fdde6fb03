import { type Recent, recent } from '../../kernel/recent.ts';
import type { PromqlQuery } from '../query.ts';
import { type ParseOptions, parsePromql } from './parse.ts';
import type { Expr } from './tree.ts';

/** Trees that are kept: what is asked of a query is mostly asked in one go. */
const keep = recent<Expr>(256);

/** A query that is kept as its text and parsed when its tree is asked for, and was not just now: trees of a large estate are more than memory should hold. */
export class TextQuery implements PromqlQuery {
  readonly engine = 'prometheus';
  readonly text: string;
  readonly units: PromqlQuery['units'];
  readonly parses: boolean;
  readonly #options: ParseOptions;
  #recent: Recent<Expr> | undefined;

  /** `expr` is its tree, where that was just made. */
  constructor(text: string, units: PromqlQuery['units'], options: ParseOptions, known: { parses: boolean; expr?: Expr }) {
    this.text = text;
    this.units = units;
    this.parses = known.parses;
    this.#options = options;
    this.#recent = known.expr && keep(known.expr);
  }

  get expr(): Expr | undefined {
    const kept = this.#recent?.value;
    if (kept) return kept;
    const { expr } = parsePromql(this.text, this.#options);
    this.#recent = expr && keep(expr);
    return expr;
  }
}
