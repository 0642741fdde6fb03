import { type Connection, connectionTo } from '../../model/connection.ts';
import type { Target } from '../../model/target.ts';
import { asTenant } from '../as-tenant.ts';
import { mimirBelow } from './connection.ts';

/**
 * Where a tenant's part of a shared environment is asked, in its name: the Prometheus beside the Mimir has the series of all. undefined:
 * nobody shares it, or there is no Mimir.
 */
export function askedOfShare({ environment, reach }: Target, path: '/prometheus' | '/alertmanager'): Connection | undefined {
  const { servers, share } = environment;
  if (!share || !servers.mimir) return undefined;
  const way = path === '/alertmanager' ? (reach.alertmanager ?? reach.mimir) : reach.mimir;
  if (way?.by === 'mimir') return mimirBelow(way, path);
  return asTenant(connectionTo(`${servers.mimir.url}${path}`), share.tenant.id);
}
