import type { TempoServer } from '../../model/environment.ts';
import type { ObjectStore } from '../../model/object-store.ts';
import { has } from '../../model/versions/change.ts';
import { TEMPO_CHANGES } from '../../model/versions/tempo.ts';
import { goDuration } from '../go-duration.ts';
import { encrypted } from '../object-store.ts';

const ROOT = '/var/tempo';
/** The names of the services of the official Helm chart. https://github.com/grafana/helm-charts/tree/main/charts/tempo-distributed */
const HOSTS = {
  members: 'tempo-gossip-ring:7946',
  frontend: 'tempo-query-frontend-discovery:9095',
  scheduler: 'tempo-backend-scheduler:9095',
};
const GRPC_PORT = 9095;

type Blocks = Readonly<Record<string, unknown>>;

interface Form {
  readonly server: Blocks;
  readonly querier: Blocks | undefined;
  readonly worker: Blocks;
  readonly more: Blocks;
}

const FORMS: Readonly<Record<TempoServer['form'], (server: TempoServer) => Form>> = {
  single: () => ({ server: {}, querier: undefined, worker: {}, more: {} }),
  distributed: (server) => ({
    server: { grpc_listen_port: GRPC_PORT },
    querier: { frontend_worker: { frontend_address: HOSTS.frontend } },
    worker: { backend_scheduler_addr: HOSTS.scheduler, ring: { kvstore: { store: 'memberlist' } } },
    more: { memberlist: { join_members: [HOSTS.members] }, ...kafka(server) },
  }),
};

export function formOf(server: TempoServer): Form {
  return FORMS[server.form](server);
}

/** Since 3.0 distributors write to Kafka; an auto-created topic would get 1000 partitions, and so would every later one. */
function kafka({ kafka: broker }: TempoServer): Blocks {
  if (!broker) return {};
  const { address, partitions, topic } = broker;
  return {
    ingest: { kafka: { address, topic, auto_create_topic_enabled: true, auto_create_topic_default_partitions: partitions } },
    block_builder: { partitions_per_instance: 1 },
  };
}

export function storage(store: ObjectStore): Blocks {
  const wal = { path: `${ROOT}/wal` };
  return { trace: { backend: store.type === 'filesystem' ? 'local' : store.type, ...backend(store), wal } };
}

function backend(store: ObjectStore): Blocks {
  switch (store.type) {
    case 'filesystem':
      return { local: { path: store.directory } };
    case 'gcs':
      return { gcs: { bucket_name: store.bucket } };
    case 'azure': {
      const { account, container, endpointSuffix } = store;
      const suffix = endpointSuffix === undefined ? {} : { endpoint_suffix: endpointSuffix };
      return { azure: { storage_account_name: account, use_managed_identity: true, container_name: container, ...suffix } };
    }
    case 's3': {
      const { bucket, endpoint, insecure, pathStyle, region } = store;
      const reached = { endpoint, region, ...(insecure && { insecure }), ...(pathStyle && { forcepathstyle: true }) };
      return { s3: { bucket, ...reached, ...encrypted(store) } };
    }
  }
}

/** Does not follow `storage.trace.wal.path`: on a read-only root it has to be said. */
function liveStore(): Blocks {
  return { wal: { path: `${ROOT}/live-store/traces` }, shutdown_marker_dir: `${ROOT}/live-store/shutdown-marker` };
}

/** What holds and compacts blocks: other blocks of the file before 3.0. */
export function keeping(server: TempoServer): Blocks {
  if (!has(TEMPO_CHANGES.architecture, server.version))
    return { compactor: { compaction: { block_retention: goDuration(server.retentionMs) } } };
  const { scheduler, worker } = retention(server);
  return { live_store: liveStore(), backend_scheduler: scheduler, backend_worker: worker };
}

/** Retention stands in two places, and both must say the same. */
function retention(server: TempoServer): { scheduler: Blocks; worker: Blocks } {
  const compaction = { block_retention: goDuration(server.retentionMs) };
  return {
    scheduler: { local_work_path: ROOT, provider: { compaction: { compaction } } },
    worker: { ...formOf(server).worker, compaction },
  };
}
