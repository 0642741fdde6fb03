import type { Address } from '../../kernel/address.ts';
import type { AlertRule } from '../../model/alert.ts';
import type { Query } from '../../model/query.ts';
import type { Service } from '../../model/service.ts';

/** What an alert tells people. */
export type Texts = Pick<AlertRule, 'annotations' | 'runbook'>;

/** What is said of an alert when it is read. */
export interface Says<A> {
  /** Over our own recordings alone: nobody has to be told what is wrong with it. */
  query(about: A): Query;
  texts(about: A): Texts;
}

/**
 * An alert of an SLO. Its query is made when it is read, and what it tells each time, which for a large estate is more than memory should
 * hold.
 */
export class SloAlert<A> implements AlertRule {
  readonly address: Address;
  readonly name: string;
  readonly origin: object;
  readonly service: Service;
  readonly cause: Address;
  readonly severity: string;
  readonly forMs: number;
  readonly keepFiringForMs: number;
  readonly labels: AlertRule['labels'];
  readonly #about: A;
  readonly #says: Says<A>;
  #query: Query | undefined;

  constructor(rule: Omit<AlertRule, keyof Texts | 'query'>, about: A, says: Says<A>) {
    this.address = rule.address;
    this.name = rule.name;
    this.origin = rule.origin;
    this.service = rule.service;
    this.cause = rule.cause;
    this.severity = rule.severity;
    this.forMs = rule.forMs;
    this.keepFiringForMs = rule.keepFiringForMs;
    this.labels = rule.labels;
    this.#about = about;
    this.#says = says;
  }

  /** The same each time: what else is known of a query is known of that one. */
  get query(): Query {
    this.#query ??= this.#says.query(this.#about);
    return this.#query;
  }

  get annotations(): AlertRule['annotations'] {
    return this.#says.texts(this.#about).annotations;
  }

  get runbook(): AlertRule['runbook'] {
    return this.#says.texts(this.#about).runbook;
  }
}
