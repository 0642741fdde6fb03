import type { Duration } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

export interface AlertPolicy {
  /** What every alertname must match, whole: `/Shop[A-Z]\w+/`. */
  readonly name?: RegExp;
  /** Longest alertname, in characters. The mixins allow 40. */
  readonly nameLength?: number;
  /** Labels every alert must be able to carry: from the rule, the query or the environment. */
  readonly labels?: readonly string[];
  /** Bounds of `for`. */
  readonly for?: { readonly atLeast?: Duration; readonly atMost?: Duration };
}

export interface QueryPolicy {
  /** Labels every selector must match: `['cluster']`. */
  readonly match?: readonly string[];
  /** Functions and aggregations that may not be used: `['count_values', 'irate']`. */
  readonly avoid?: readonly string[];
  /** Most samples one evaluation of a rule may touch, as estimated from the declared labels: 1_000_000. */
  readonly samples?: number;
}

export interface DashboardPolicy {
  /** Names of variables every board with queries to Prometheus must have: `['job', 'instance']`. */
  readonly variables?: readonly string[];
  /** Most queries a board may ask when it is opened. @default 60 */
  readonly queries?: number;
  /** Most panels a board may have, in closed sections too. @default 100 */
  readonly panels?: number;
  /** Most series a panel may show as lines, bars or tiles. @default 40 lines or bars, 20 tiles */
  readonly series?: number;
}

export interface PolicyOptions {
  /** Of the alerts somebody wrote; those an SLO implies are not asked. */
  readonly alerts?: AlertPolicy;
  /** Of the queries somebody wrote, in alerts and on boards. */
  readonly queries?: QueryPolicy;
  /** Of the boards somebody wrote. */
  readonly dashboards?: DashboardPolicy;
}

export interface AuthoredPolicy extends PolicyOptions {
  readonly kind: 'policy';
}

/**
 * House rules: what your organisation asks of every definition beyond what is right for all. Compiles to nothing; `signalbox check`
 * reports what breaks it. Several add up. @default no house rules
 */
export function policy(options: PolicyOptions): AuthoredPolicy {
  return define({ ...options, kind: 'policy' }, policy, options);
}
