import type { AnyTeam, Service } from '../authored/references.ts';
import type { Bytes } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';
import type { AuthoredEnvironment } from './environment.ts';

export interface BudgetOptions {
  readonly name: string;
  /** Whose cost is bounded: a service, all services of a team, or everything in an environment. */
  readonly for: Service | AnyTeam | AuthoredEnvironment;
  /** Most series in Prometheus, in each environment: those of metrics, recordings, open alerts and scrapes. @default no bound */
  readonly series?: number;
  /** Most that may be logged in a day, before compression: `'50GB'`. @default no bound */
  readonly logsPerDay?: Bytes;
  /** Most spans that may be stored in a second. @default no bound */
  readonly spansPerSecond?: number;
}
export interface AuthoredBudget extends BudgetOptions {
  readonly kind: 'budget';
}

/**
 * What a service, a team or an environment may cost. Compiles to nothing; `signalbox check` says what goes over it and what costs most,
 * before it is deployed. How much of an objective may be missed is another budget: `budgetPolicy`.
 */
export function budget(options: BudgetOptions): AuthoredBudget {
  return define({ ...options, kind: 'budget' }, budget, options);
}
