import { type Connection, connectionTo } from '../../model/connection.ts';
import type { Target } from '../../model/target.ts';
import { mimirBelow } from '../mimir/connection.ts';
import { askedOfShare } from '../mimir/share-url.ts';

/** Where a target's Prometheus answers queries: its API, where it is told to reload, or where others of the environment reach it. */
export function prometheusOf(target: Target): Connection | undefined {
  const { reach, environment } = target;
  if (environment.share) return askedOfShare(target, '/prometheus');
  const way = reach.prometheus;
  if (way?.by === 'mimir') return mimirBelow(way, '/prometheus');
  const said = way?.by === 'api' ? way.connection : way?.by === 'files' ? way.reload : undefined;
  const url = environment.servers.prometheus?.url;
  return said ?? (url === undefined ? undefined : connectionTo(url));
}
