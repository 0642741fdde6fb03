import type { Environment } from './environment.ts';
import type { Named } from './named.ts';
import type { Service, Team } from './service.ts';

/** Whose cost is bounded. */
export type BudgetHolder =
  | { readonly kind: 'service'; readonly of: Service }
  | { readonly kind: 'team'; readonly of: Team }
  | { readonly kind: 'environment'; readonly of: Environment };

/** What a service, a team or an environment may cost, in each environment; undefined asks for nothing. */
export interface Budget extends Named {
  readonly for: BudgetHolder;
  readonly series: number | undefined;
  readonly logBytesPerDay: number | undefined;
  /** That are stored. */
  readonly spansPerSecond: number | undefined;
}
