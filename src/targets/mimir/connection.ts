import type { Connection } from '../../model/connection.ts';
import type { ServerKind } from '../../model/environment.ts';
import type { MimirReach, Reach } from '../../model/target.ts';
import { asTenant } from '../as-tenant.ts';
import { OutsideFailure } from '../failure.ts';

export function mimirReach(reach: Reach, server: ServerKind): MimirReach {
  if (reach.by === 'mimir') return reach;
  throw new OutsideFailure(`${server} is not reached by Mimir`, { kind: 'misconfigured' });
}

/** A Mimir, asked for one tenant. */
export function mimirConnection({ connection, tenant }: MimirReach): Connection {
  return asTenant(connection, tenant);
}

/** What Mimir serves like a Prometheus, or an Alertmanager, stands below its address. */
export function mimirBelow(reach: MimirReach, path: '/prometheus' | '/alertmanager'): Connection {
  const connection = mimirConnection(reach);
  return { ...connection, url: `${connection.url}${path}` };
}
