import { rememberedBy } from '../kernel/remembered.ts';
import { type AlertRule, isAlertRule } from '../model/alert.ts';
import type { Derived } from '../model/derived.ts';
import type { Environment } from '../model/environment.ts';
import type { Estate } from '../model/estate.ts';

/** How often a rule is evaluated in one environment. */
export interface Evaluation {
  readonly intervalMs: number;
  readonly environment: Environment;
}

/** All slices of an estate have these in common. */
export const groupsOf = ({ groups }: Derived): object => groups;

/** The evaluations of a rule in a group of that interval, one in each environment with a Prometheus. */
export function evaluationsAt(intervalMs: number | undefined, { environments }: Estate): readonly Evaluation[] {
  return environments.flatMap((environment) => {
    const server = environment.servers.prometheus;
    return server ? [{ intervalMs: intervalMs ?? server.evaluationIntervalMs, environment }] : [];
  });
}

/** A function from an alert to its evaluations. */
export const evaluationsOf = rememberedBy(
  groupsOf,
  ({ estate, groups }: Derived): ((rule: AlertRule) => readonly Evaluation[]) => {
    const intervals = new Map(
      groups.flatMap(({ rules, intervalMs }) => rules.filter(isAlertRule).map((rule) => [rule, intervalMs] as const)),
    );
    return (rule) => evaluationsAt(intervals.get(rule), estate);
  },
);
