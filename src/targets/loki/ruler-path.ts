import type { Servers } from '../../model/environment.ts';
import { rulesTenant } from '../../model/sharing.ts';

/** A ruler that reads files wants a folder for each tenant: `rules/fake/checkout.yaml`. */
export function rulerPath(path: string, servers: Servers): string {
  return path.replace(/^rules\/(?=[^/]+$)/, `rules/${rulesTenant(servers)}/`);
}
