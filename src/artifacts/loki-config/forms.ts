import type { Environment, LokiServer, ObjectStore } from '../../model/environment.ts';

const ROOT = '/loki';
const HTTP_PORT = 3100;
const GRPC_PORT = 9095;
/** Before any data there can be; a past period is never edited. */
const SCHEMA_FROM = '2024-01-01';
/** The names of the services of the official Helm chart. https://github.com/grafana/loki/tree/main/production/helm/loki */
const HOSTS = { members: 'loki-memberlist:7946', compactor: 'loki-compactor:9095', frontend: 'loki-query-frontend:9095' };

type Blocks = Readonly<Record<string, unknown>>;

/** What differs between one process and many. */
export const FORMS: Readonly<
  Record<LokiServer['form'], (server: LokiServer) => { common: Blocks; more: Blocks; evaluation: Blocks }>
> = {
  single: () => ({
    common: {
      path_prefix: ROOT,
      instance_addr: '127.0.0.1', // else the ring advertises an address of the network card, and pushes fail where gRPC listens on loopback
      replication_factor: 1,
      ring: { kvstore: { store: 'inmemory' } },
    },
    more: {},
    evaluation: {},
  }),
  distributed: (server) => ({
    common: {
      path_prefix: ROOT,
      replication_factor: server.replicationFactor,
      ring: { kvstore: { store: 'memberlist' } },
      compactor_grpc_address: HOSTS.compactor,
    },
    more: { memberlist: { join_members: [HOSTS.members] } },
    evaluation: {
      enable_sharding: true,
      evaluation: { mode: 'remote', query_frontend: { address: `dns:///${HOSTS.frontend}` } },
    },
  }),
};

export function listen(): Blocks {
  return { http_listen_port: HTTP_PORT, grpc_listen_port: GRPC_PORT };
}

export function schema(store: ObjectStore): Blocks {
  return {
    configs: [
      { from: SCHEMA_FROM, store: 'tsdb', object_store: store.type, schema: 'v13', index: { prefix: 'index_', period: '24h' } },
    ],
  };
}

/** The form of storage that 3.4 to 4.0 read alike; without `dir`, 4.0 writes below its working directory. */
export function storage(store: ObjectStore): Blocks {
  const objects = store.type === 's3' ? { s3: s3(store) } : { filesystem: { dir: store.directory } };
  return { use_thanos_objstore: true, object_store: objects };
}

/** Top level, never `ruler.storage`: that one is ignored with a line in the log, and no rule runs. */
export function rulerStorage(store: ObjectStore): Blocks {
  if (store.type === 's3') return { backend: 's3', s3: s3(store), storage_prefix: 'ruler' };
  return { backend: 'local', local: { directory: `${ROOT}/rules` } };
}

export function ruler(server: LokiServer, { labels, servers }: Environment): Blocks {
  const { alertmanager, prometheus } = servers;
  return {
    rule_path: `${ROOT}/rules-tmp`,
    wal: { dir: `${ROOT}/ruler-wal` },
    enable_api: true,
    ...(alertmanager && { alertmanager_url: alertmanager.url, enable_alertmanager_v2: true }),
    ...(Object.keys(labels).length > 0 && { external_labels: labels }),
    ...(prometheus && { remote_write: { enabled: true, clients: { prometheus: { url: `${prometheus.url}/api/v1/write` } } } }),
    ...FORMS[server.form](server).evaluation,
  };
}

export function compactor(store: ObjectStore): Blocks {
  return { working_directory: `${ROOT}/compactor`, retention_enabled: true, delete_request_store: store.type };
}

/** Credentials come from the environment or the machine's role, never from this file. */
function s3(store: Extract<ObjectStore, { type: 's3' }>): Blocks {
  return {
    bucket_name: store.bucket,
    endpoint: store.endpoint,
    region: store.region,
    ...(store.insecure && { insecure: true }),
    ...(store.pathStyle && { bucket_lookup_type: 'path' }),
  };
}
