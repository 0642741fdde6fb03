import type { Address } from '../../kernel/address.ts';
import { type Recent, recent } from '../../kernel/recent.ts';
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

/** Queries that are kept: what is asked of an alert is mostly asked in one go. */
const keep = recent<Query>(256);

/** An alert of an SLO. Its query and what it tells are made when they are read, which for a large estate is more than memory should hold. */
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
  #query: Recent<Query> | undefined;

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

  get query(): Query {
    const kept = this.#query?.value;
    if (kept) return kept;
    const query = this.#says.query(this.#about);
    this.#query = keep(query);
    return query;
  }

  get annotations(): AlertRule['annotations'] {
    return this.#says.texts(this.#about).annotations;
  }

  get runbook(): AlertRule['runbook'] {
    return this.#says.texts(this.#about).runbook;
  }
}
