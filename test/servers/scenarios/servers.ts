/** A Prometheus that takes samples of any time and keeps them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Container, sharedFolder, startContainer } from '../container.ts';

const PROMETHEUS = { server: 'prometheus', port: 9090, ready: '/-/ready', readyWithinMs: 90_000 } as const;
const FLAGS = [
  '--config.file=/etc/played/prometheus.yml',
  '--storage.tsdb.path=/prometheus',
  '--storage.tsdb.retention.time=100y',
  // one block for all of it: series may be written one after the other, and nothing is compacted meanwhile
  '--storage.tsdb.min-block-duration=60d',
  '--storage.tsdb.max-block-duration=60d',
  '--web.enable-remote-write-receiver',
];

export async function startPrometheus(): Promise<Container> {
  const folder = await sharedFolder();
  await writeFile(join(folder, 'prometheus.yml'), 'global: {}\n');
  return startContainer(PROMETHEUS, folder, '/etc/played', FLAGS);
}
