import { type Connection, connectionTo } from '../../model/connection.ts';
import type { Target } from '../../model/target.ts';
import { mimirBelow } from '../mimir/connection.ts';
import { askedOfShare } from '../mimir/share-url.ts';

/** Where a target's Alertmanager answers: its API, where it is told to reload, or where Prometheus reaches it. */
export function alertmanagerOf(target: Target): Connection | undefined {
  const { reach, environment } = target;
  if (environment.share) return environment.servers.alertmanager && askedOfShare(target, '/alertmanager');
  const way = reach.alertmanager;
  if (way?.by === 'mimir') return mimirBelow(way, '/alertmanager');
  const said = way?.by === 'api' ? way.connection : way?.by === 'files' ? way.reload : undefined;
  const url = environment.servers.alertmanager?.url;
  return said ?? (url === undefined ? undefined : connectionTo(url));
}
