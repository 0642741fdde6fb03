import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sharedFolder } from './container.ts';
import { type RunningServer, startServer } from './start-server.ts';

const PORT = 9009;
const ring = 'kvstore: { store: inmemory }, instance_addr: 127.0.0.1';
/** One process with tenants, that keeps everything in memory and evaluates rules soon. */
export const MIMIR_CONFIG = `multitenancy_enabled: true
target: all,alertmanager
activity_tracker: { filepath: "" }
common: { storage: { backend: filesystem, filesystem: { dir: /tmp/mimir/common } } }
blocks_storage: { storage_prefix: blocks, tsdb: { dir: /tmp/mimir/tsdb }, bucket_store: { sync_dir: /tmp/mimir/sync } }
compactor: { data_dir: /tmp/mimir/compactor, sharding_ring: { ${ring} } }
distributor: { ring: { ${ring} } }
frontend: { address: 127.0.0.1 }
ingester: { ring: { ${ring}, replication_factor: 1, min_ready_duration: 0s } }
store_gateway: { sharding_ring: { ${ring}, replication_factor: 1 } }
ruler: { rule_path: /tmp/mimir/rules, poll_interval: 2s, ring: { ${ring} } }
ruler_storage: { storage_prefix: ruler }
alertmanager: { data_dir: /tmp/mimir/alertmanager, external_url: "http://127.0.0.1:${PORT}/alertmanager", poll_interval: 1s, sharding_ring: { ${ring}, replication_factor: 1 } }
alertmanager_storage: { storage_prefix: alertmanager }
server: { http_listen_port: ${PORT}, grpc_listen_address: 127.0.0.1 }
usage_stats: { enabled: false }
`;

export interface Mimir {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startMimir(): Promise<Mimir> {
  const folder = await sharedFolder();
  await writeFile(join(folder, 'mimir.yaml'), MIMIR_CONFIG);
  const forget = () => rm(folder, { recursive: true, force: true });
  let running: RunningServer;
  try {
    running = await startServer({
      server: 'mimir',
      ports: [PORT],
      mounts: { '/etc/mimir': folder },
      tmpfs: { '/tmp': 'rw,mode=1777' },
      command: ['-config.file=/etc/mimir/mimir.yaml'],
      ready: { port: PORT, path: '/ready', withinMs: 120_000 },
    });
  } catch (failure) {
    await forget();
    throw failure;
  }
  return {
    url: running.address(PORT),
    async stop() {
      await running.stop();
      await forget();
    },
  };
}
