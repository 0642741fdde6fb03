import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Container, sharedFolder, startContainer } from '../container.ts';
import { remoteWrite, type Series } from './remote-write.ts';

/** A Prometheus that scrapes nothing and holds these series, however old they are. */
export async function prometheusWith(series: readonly Series[]): Promise<Container> {
  const folder = await sharedFolder();
  await writeFile(join(folder, 'prometheus.yml'), 'global: {}\n', { mode: 0o644 });
  const image = { server: 'prometheus', port: 9090, ready: '/-/ready', readyWithinMs: 60_000 } as const;
  const server = await startContainer(image, folder, '/etc/prometheus', [
    '--config.file=/etc/prometheus/prometheus.yml',
    '--storage.tsdb.path=/prometheus',
    '--storage.tsdb.retention.time=100y',
    '--web.enable-remote-write-receiver',
    '--enable-feature=promql-experimental-functions',
  ]);
  try {
    await remoteWrite(server.url, series);
    return server;
  } catch (failure) {
    await server.stop();
    throw failure;
  }
}
