import type { AlertRule, RuleGroup } from './alert.ts';
import type { Dashboard } from './dashboard.ts';
import type { Estate } from './estate.ts';
import type { Inhibition, Route } from './routing.ts';
import type { TestSource } from './rule-test.ts';

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
  readonly boards: ReadonlyMap<AlertRule, Dashboard>;
}
