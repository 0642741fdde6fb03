import { homesOf } from '../../derive/shards/limits.ts';
import { outcome } from '../../kernel/outcome.ts';
import type { Derived } from '../../model/derived.ts';
import { type About, objectDraft, objectKind } from '../kubernetes-object.ts';
import { ruleFiles } from '../prometheus-rules/compile.ts';
import { causesAbove } from '../prometheus-rules/index.ts';

/**
 * `kubernetes/prometheusrules/<name>.yaml`: each rule file of Prometheus as a PrometheusRule.
 * https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule
 */
export const kubernetesRules = objectKind(
  'kubernetes-rules',
  (input, server) => {
    const { derived, environment } = input;
    if (!homesOf(environment).includes('prometheus') || server.prometheus !== 'operator') return outcome([]);
    const scopes = aboutScopes(derived);
    const drafts = ruleFiles(input, 'prometheus', '').map((file) => {
      const scope = file.path.slice(1, -'.yaml'.length);
      return objectDraft(environment, server, {
        kind: 'PrometheusRule',
        name: scope,
        from: file.from,
        about: scopes.get(scope) ?? {},
        make: () => {
          const { groups, causes, header } = file.content;
          return { spec: { groups }, comments: causesAbove({ groups, causes, header }) };
        },
      });
    });
    return outcome(drafts);
  },
  'all',
);

/** A scope is a service, or the system of what belongs to no service. */
function aboutScopes({ estate }: Derived): ReadonlyMap<string, About> {
  const systems = estate.systems.map(({ name, owner }): [string, About] => [name, { owner: owner.name }]);
  const services = estate.services.map(({ name, owner }): [string, About] => [name, { owner: owner.name, service: name }]);
  return new Map([...systems, ...services]);
}
