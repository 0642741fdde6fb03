import type { Address } from '../../kernel/address.ts';
import type { AlertRule } from '../../model/alert.ts';
import type { Query } from '../../model/query.ts';
import type { Service } from '../../model/service.ts';

/** What an alert tells people. */
export type Texts = Pick<AlertRule, 'annotations' | 'runbook'>;

/** An alert of an SLO. What it tells is made when it is read: of a large estate it is more than memory should hold. */
export class SloAlert<A> implements AlertRule {
  readonly address: Address;
  readonly name: string;
  readonly origin: object;
  readonly service: Service;
  readonly cause: Address;
  readonly severity: string;
  readonly query: Query;
  readonly forMs: number;
  readonly keepFiringForMs: number;
  readonly labels: AlertRule['labels'];
  readonly #about: A;
  readonly #texts: (about: A) => Texts;

  constructor(rule: Omit<AlertRule, keyof Texts>, about: A, texts: (about: A) => Texts) {
    this.address = rule.address;
    this.name = rule.name;
    this.origin = rule.origin;
    this.service = rule.service;
    this.cause = rule.cause;
    this.severity = rule.severity;
    this.query = rule.query;
    this.forMs = rule.forMs;
    this.keepFiringForMs = rule.keepFiringForMs;
    this.labels = rule.labels;
    this.#about = about;
    this.#texts = texts;
  }

  get annotations(): AlertRule['annotations'] {
    return this.#texts(this.#about).annotations;
  }

  get runbook(): AlertRule['runbook'] {
    return this.#texts(this.#about).runbook;
  }
}
