import type { Address } from '../kernel/address.ts';
import type { AlertCase } from './alert-case.ts';
import type { Named } from './named.ts';
import type { Query } from './query.ts';
import type { Recording } from './recording.ts';
import type { Service } from './service.ts';

/** An alerting rule as Prometheus or Loki evaluates it. */
export interface AlertRule extends Named {
  readonly service: Service;
  /** The name of a level of the scale. */
  readonly severity: string;
  readonly query: Query;
  readonly forMs: number;
  readonly keepFiringForMs: number;
  /** Labels the rule adds; `severity`, `service` and `owner` are always among them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** What to do: paragraphs and steps for the runbook. */
  readonly runbook: Runbook;
  /** What implied it: the alert's own address, or the SLO's. */
  readonly cause: Address;
}

/** An alert an author wrote, with what its kind adds. */
export interface DefinedAlert extends AlertRule {
  /** What Prometheus answers ahead of it. Alerts that need the same share one. */
  readonly recordings: readonly Recording[];
  /** What its numbers mean, for the runbook: paragraphs of Markdown. */
  readonly numbers: readonly string[];
  /** When it fires and when it stays quiet, for the generated tests. */
  readonly cases: readonly AlertCase[];
}

export interface Runbook {
  /** What it means for users. */
  readonly impact: string;
  readonly steps: readonly string[];
  /** An own page elsewhere instead of the generated one. */
  readonly url: string | undefined;
}

export interface RecordingRule {
  readonly record: string;
  readonly query: Query;
  readonly labels: Readonly<Record<string, string>>;
  readonly cause: Address;
  /** The authored object its cause came from. */
  readonly origin: object;
}

export interface RuleGroup {
  readonly name: string;
  readonly engine: 'prometheus' | 'loki';
  readonly scope: string;
  readonly intervalMs: number | undefined;
  readonly rules: readonly (RecordingRule | AlertRule)[];
  /** Of a group whose rules are made when they are read. */
  readonly known?: KnownOfRules;
}

/** What is known of rules before they are made. */
export interface KnownOfRules {
  /** What implied them, in the order of the rules. */
  readonly causes: readonly Address[];
  readonly alerts: readonly AlertRule[];
}

export function isAlertRule(rule: RecordingRule | AlertRule): rule is AlertRule {
  return 'severity' in rule;
}

export function alertsIn(group: RuleGroup): readonly AlertRule[] {
  return group.known ? group.known.alerts : group.rules.filter((rule) => isAlertRule(rule));
}

/** Each once, in the order of the rules. */
export function causesOf(group: RuleGroup): readonly Address[] {
  return group.known ? group.known.causes : [...new Set(group.rules.map(({ cause }) => cause))];
}
