import type { Address } from '../kernel/address.ts';
import type { Diagnostic } from '../kernel/diagnostic.ts';
import type { AlertRule, RuleGroup } from './alert.ts';
import type { Dashboard } from './dashboard.ts';
import type { Environment } from './environment.ts';
import type { Estate } from './estate.ts';
import type { Inhibition, Route } from './routing.ts';
import type { TestSource } from './rule-test.ts';
import type { Tenant } from './tenant.ts';

/** The estate and everything it implies. */
export interface Derived {
  readonly estate: Estate;
  readonly groups: readonly RuleGroup[];
  /** Every alerting rule of `groups`. */
  readonly alerts: readonly AlertRule[];
  readonly tests: readonly TestSource[];
  /** undefined where no routing is written and nobody is to be told. */
  readonly route: Route | undefined;
  readonly inhibitions: readonly Inhibition[];
  readonly dashboards: readonly Dashboard[];
  /** The board that shows what an alert is about. */
  readonly boards: Pick<ReadonlyMap<AlertRule, Dashboard>, 'get'>;
  /** What is wrong in derived boards, of those asked about: to know, they are made. */
  boardProblems(of: (address: Address) => boolean): readonly Diagnostic[];
  /** The same of each tenant that is kept apart, from its definitions alone. */
  readonly tenants?: readonly DerivedAlone[];
}

export interface DerivedAlone {
  readonly tenant: Tenant;
  readonly derived: Derived;
  readonly diagnostics: readonly Diagnostic[];
}

/** The estate and each tenant by itself: every environment that something is compiled for is in one of them. */
export function partsOf(derived: Derived): readonly Derived[] {
  return [derived, ...(derived.tenants ?? []).map((one) => one.derived)];
}

export function everyEnvironment(derived: Derived): readonly Environment[] {
  return partsOf(derived).flatMap(({ estate }) => estate.environments);
}
