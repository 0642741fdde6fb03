import { type Connection, connectionTo } from '../model/connection.ts';
import type { EngineName } from '../model/query.ts';
import type { Target } from '../model/target.ts';
import { asTenant } from './as-tenant.ts';
import { prometheusOf } from './prometheus/url.ts';

/** Where a target's server answers queries: its API, else where others of the environment reach it. */
export function engineOf(target: Target, engine: EngineName): Connection | undefined {
  if (engine === 'prometheus') return prometheusOf(target);
  const way = target.reach[engine];
  const server = target.environment.servers[engine];
  const at = way?.by === 'api' ? way.connection : server && connectionTo(server.url);
  return at && asTenant(at, server?.tenant);
}
