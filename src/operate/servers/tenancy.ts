import { type Connection, connectionTo } from '../../model/connection.ts';
import type { EngineName } from '../../model/query.ts';
import type { Target } from '../../model/target.ts';
import { asTenant } from '../../targets/as-tenant.ts';

/** The label that tells whose a series, a stream or a span is, where the server keeps everybody's together. */
export const TENANT_LABEL = 'tenant';
export const TENANT_WAYS = ['header', 'label'] as const;
export type TenantWay = (typeof TENANT_WAYS)[number];

/** Whose data is read, and how the rest is kept out: by the server, or by a matcher in every selector of every query. */
export interface Tenancy {
  readonly tenant: string;
  readonly by: TenantWay;
}

/** One tenant as Mimir, Loki and Tempo name them; `a|b` would be two. https://grafana.com/docs/mimir/latest/configure/about-tenant-ids/ */
const NAME = /^(?!\.{1,2}$)[A-Za-z0-9!\-_.*'()]{1,150}$/;

export function isTenant(name: string): boolean {
  return NAME.test(name);
}

/** The servers questions go to. */
export type AskedServer = EngineName | 'alertmanager';

/** Whether the server keeps tenants apart, as the definitions have it: only then a header is enough. */
export function tenantWayOf({ reach, environment }: Target, server: AskedServer): TenantWay {
  if (environment.share) return 'header';
  if (server === 'prometheus' || server === 'alertmanager') {
    const way = reach[server];
    return way?.by === 'mimir' && way.tenant !== undefined ? 'header' : 'label';
  }
  return environment.servers[server]?.tenant === undefined ? 'label' : 'header';
}

/** The connection with the header, where that is the way. */
export function connectionFor(connection: Connection, tenancy: Tenancy | undefined): Connection {
  return tenancy?.by === 'header' ? asTenant(connection, tenancy.tenant) : connection;
}

/** A server at an address, as the tenant of `at`. */
export function movedTo(url: string, at: Connection | undefined): Connection {
  return asTenant(connectionTo(url), tenantOf(at));
}

function tenantOf(at: Connection | undefined): string | undefined {
  const header = at?.headers['X-Scope-OrgID'];
  return typeof header === 'string' ? header : undefined;
}

/** The tenant whose label every selector must ask for; undefined where the server sees to it, or everything is meant. */
export function labelledTenant(tenancy: Tenancy | undefined): string | undefined {
  return tenancy?.by === 'label' ? tenancy.tenant : undefined;
}
