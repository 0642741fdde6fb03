import { define } from '../kernel/place.ts';
import type { ConnectionOptions } from './connection.ts';

export interface MimirOptions extends ConnectionOptions {
  /** Whose rules and routes they are: sent as `X-Scope-OrgID`. @default none is sent: a Mimir without tenants */
  readonly tenant?: string;
  /**
   * For `alertmanager`: Mimir reads no files, so what `secret.file('name')` of a receiver names is read from this folder, below the project or
   * absolute, by the process that deploys, and sent.
   * @default 'secrets'
   */
  readonly secrets?: string;
  /** For rules: groups with more are split. `ruler_max_rules_per_rule_group` @default that of the environment's Mimir, else 20 */
  readonly rulesPerGroup?: number;
  /** For rules. `ruler_max_rule_groups_per_tenant` @default that of the environment's Mimir, else 70 */
  readonly ruleGroups?: number;
  /**
   * For `alertmanager`: the tenant whose configuration may be replaced although it is not ours. Take it out after the first deployment.
   * @default none: a configuration without our mark is refused
   */
  readonly takeOver?: string;
}
export interface Mimir extends MimirOptions {
  readonly kind: 'mimir';
}
/**
 * One tenant of a Mimir: `prometheus: mimir({ … })` gives it our rule groups, as does `mimir: mimir({ … })` where the environment has a
 * `mimirServer` that evaluates them; `alertmanager: mimir({ … })` our routes, receivers and
 * templates. Of its ruler, ours are the namespaces `signalbox-<environment>:…`; its Alertmanager has one document, which is ours when
 * it has the template `signalbox-<environment>.tmpl`. Left out: as for `api`, without a tenant.
 */
export function mimir(options: MimirOptions): Mimir {
  return define({ ...options, kind: 'mimir' }, mimir, options);
}
