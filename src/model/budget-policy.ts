import type { Rational } from '../kernel/decimal.ts';
import type { Receiver } from './routing.ts';
import type { Service } from './service.ts';
import type { Slo } from './slo.ts';

export type BudgetAction =
  | { readonly kind: 'notify'; readonly to: Receiver }
  | { readonly kind: 'freeze-deploys' }
  | { readonly kind: 'throttle'; readonly service: Service };

/** In force while less than a share of the budget is left and, where that is asked, it burns fast. */
export interface BudgetState {
  /** The label `budget_state`: `below-50`. */
  readonly name: string;
  readonly below: Rational;
  /** undefined: however fast it burns. */
  readonly burnAbove: Rational | undefined;
  readonly actions: readonly BudgetAction[];
}

/** What follows when the error budget of these SLOs runs low; widest state first. */
export interface BudgetPolicy {
  readonly slos: readonly Slo[];
  readonly states: readonly BudgetState[];
  readonly origin: object;
}
