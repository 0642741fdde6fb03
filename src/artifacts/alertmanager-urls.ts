import type { AlertmanagerServer } from '../model/environment.ts';

/** Rulers tell every member of a cluster, as Prometheus does: a comma between each. */
export function alertmanagerUrls({ peers, url }: Pick<AlertmanagerServer, 'peers' | 'url'>): string {
  const { protocol } = new URL(url);
  return peers.length === 0 ? url : peers.map((peer) => `${protocol}//${peer}`).join(',');
}
