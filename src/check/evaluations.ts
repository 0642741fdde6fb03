import { rememberedBy } from '../kernel/remembered.ts';
import type { AlertRule, RecordingRule, RuleGroup } from '../model/alert.ts';
import type { Derived } from '../model/derived.ts';
import type { Environment } from '../model/environment.ts';

/** How often a rule is evaluated in one environment. */
export interface Evaluation {
  readonly intervalMs: number;
  readonly environment: Environment;
}

type Evaluations = (rule: AlertRule | RecordingRule) => readonly Evaluation[];

/** All slices of an estate have these in common. */
export const groupsOf = ({ groups }: Derived): object => groups;

/** A function from a rule to its evaluations, one in each environment with a Prometheus. */
export const evaluationsOf = rememberedBy(groupsOf, ({ estate, groups }: Derived): Evaluations => {
  const groupOf = new Map(groups.flatMap((group) => group.rules.map((rule): [object, RuleGroup] => [rule, group])));
  return (rule) =>
    estate.environments.flatMap((environment) => {
      const server = environment.servers.prometheus;
      if (!server) return [];
      return [{ intervalMs: groupOf.get(rule)?.intervalMs ?? server.evaluationIntervalMs, environment }];
    });
});
