import type { Receiver, Service, Slo } from '../authored/references.ts';
import type { Percent } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

export type BudgetAction =
  | { readonly kind: 'notify'; readonly to: Receiver }
  | { readonly kind: 'freeze-deploys' }
  | { readonly kind: 'throttle'; readonly service: Service };

/** Tells a receiver. Compiles to the alert `SloBudgetState` with the labels `slo`, `budget_state` and `severity`, and a route to that receiver. */
export function notify(to: Receiver): BudgetAction {
  return define({ kind: 'notify', to }, notify);
}

/** Closes `signalbox gate` for deploys of the SLO's service. Compiles to the series `slo:deploy_freeze:state{slo, service}`: 1 frozen, 0 not. */
export function freezeDeploys(): BudgetAction {
  return define({ kind: 'freeze-deploys' }, freezeDeploys);
}

/**
 * Asks a service to shed load. Compiles to the series `slo:throttle:state{service}`: 1 asked, 0 not, for the application to read with a
 * query to Prometheus. Where there is no answer, it is not asked.
 */
export function throttle(service: Service): BudgetAction {
  return define({ kind: 'throttle', service }, throttle);
}

export interface BudgetStateOptions {
  /** In force while less than this share of the error budget is left: above 0%, to 100%. */
  readonly below: Percent;
  /** And, both must hold: while it burns faster than this many times what the objective allows, over an hour. @default however fast */
  readonly burnAbove?: number;
  /** What follows; at least one. */
  readonly do: readonly BudgetAction[];
}
export interface BudgetState extends BudgetStateOptions {
  readonly kind: 'state';
}

/** A state of an error budget and what follows. Wider states stay in force beside narrower ones. Compiles to `slo:budget_state:active{slo, budget_state}`. */
export function state(options: BudgetStateOptions): BudgetState {
  return define({ ...options, kind: 'state' }, state, options);
}

export interface BudgetPolicyOptions {
  readonly for: readonly Slo[];
  /** From the highest `below` to the lowest. */
  readonly states: readonly BudgetState[];
}
export interface AuthoredBudgetPolicy extends BudgetPolicyOptions {
  readonly kind: 'budget-policy';
}

/**
 * What a team has agreed to do when the error budget of its SLOs runs low. Compiles to recordings that are 0 or 1, alerts, routes and
 * their promtool tests. One policy for an SLO. https://sre.google/workbook/error-budget-policy/
 */
export function budgetPolicy(options: BudgetPolicyOptions): AuthoredBudgetPolicy {
  return define({ ...options, kind: 'budget-policy' }, budgetPolicy, options);
}
