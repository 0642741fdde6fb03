import type { Environment, ServerKind } from '../../model/environment.ts';
import type { Reach } from '../../model/target.ts';
import type { Tenant } from '../../model/tenant.ts';
import type { Written } from '../resolve/written.ts';
import type { AuthoredTarget } from '../target.ts';
import { shareOf } from './share.ts';

/** Servers that hold something of a single tenant. */
const OF_ONE: ReadonlySet<ServerKind> = new Set(['alertmanager', 'grafana', 'kubernetes', 'loki', 'mimir']);

/** What a target is of: the environment, or the share its tenant has of it. */
export function shareIn(
  environment: Environment,
  { tenant }: AuthoredTarget,
  { at, origin, report }: Written,
  tenants: ReadonlyMap<object, Tenant>,
): Environment {
  const found = tenant && tenants.get(tenant);
  if (!found || environment.share) return environment;
  if (!environment.shared?.some(({ name }) => name === found.name)) {
    const fix = `write tenants: [${found.name}] in the environment, or take \`tenant\` out of the target`;
    report.error('tenant/not-there', at, `${environment.name} does not have the tenant ${found.name}.`, { origin, fix });
  }
  return shareOf(environment, found);
}

/** A way that would carry nothing, or what is somebody else's. */
export function wrongTenancy(
  server: ServerKind,
  reach: Reach | undefined,
  { share, shared, servers }: Environment,
): { readonly message: string; readonly fix: string } | undefined {
  const named = reach?.by === 'mimir' ? reach.tenant : undefined;
  if (share && !OF_ONE.has(server))
    return {
      message: `${server} of ${share.of} is of all its tenants, not of ${share.tenant.name}.`,
      fix: `take ${server} out of this target, and deploy it by one without \`tenant\``,
    };
  if (share && named !== undefined && named !== share.tenant.id)
    return {
      message: `${server} is reached as ${named}, and the tenant is ${share.tenant.id}.`,
      fix: 'leave the tenant out of mimir({ … }): it is that of the target',
    };
  const ofOne = server === 'grafana' || reach?.by === 'mimir' || (server === 'alertmanager' && !servers.alertmanager);
  if (shared && ofOne)
    return {
      message: `What ${server} would be given is of single tenants: ${shared.map(({ name }) => name).join(', ')}.`,
      fix: 'write a target for each, with `tenant`',
    };
  return undefined;
}
