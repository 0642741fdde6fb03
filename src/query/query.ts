import type { Unit } from '../kernel/unit.ts';
import type { Expr as PromqlExpr } from './promql/tree.ts';

/** A PromQL query as it will be evaluated. `text` is what carets point into; `expr` is missing where it does not parse. */
export interface PromqlQuery {
  readonly engine: 'prometheus';
  readonly text: string;
  readonly expr: PromqlExpr | undefined;
  /** Units of literals an author wrote as a quantity (`'15m'`, `'85%'`), by their offset in `text`. */
  readonly units: ReadonlyMap<number, Unit>;
}

export interface LogqlQuery {
  readonly engine: 'loki';
  readonly text: string;
}

export interface TraceqlQuery {
  readonly engine: 'tempo';
  readonly text: string;
}

export type Query = PromqlQuery | LogqlQuery | TraceqlQuery;

/** Who answers a query. */
export type EngineName = Query['engine'];
