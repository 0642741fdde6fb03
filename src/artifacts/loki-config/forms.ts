import { compact } from '../../kernel/canonical.ts';
import type { AlertmanagerServer, Environment, LokiServer } from '../../model/environment.ts';
import type { ObjectStore } from '../../model/object-store.ts';
import { samplesTo } from '../../model/sharing.ts';
import { has } from '../../model/versions/change.ts';
import { LOKI_CHANGES } from '../../model/versions/loki.ts';
import { alertmanagerUrls } from '../alertmanager-urls.ts';
import { objectStore } from '../object-store.ts';
import { clientTls, listenerTls } from '../tls-wire.ts';
import { classicRulerStore, classicStore } from './classic-store.ts';

const ROOT = '/loki';
const RULES = `${ROOT}/rules`;
const HTTP_PORT = 3100;
const GRPC_PORT = 9095;
/** Before any data there can be; a past period is never edited. */
const SCHEMA_FROM = '2024-01-01';
/** The names of the services of the official Helm chart. https://github.com/grafana/loki/tree/main/production/helm/loki */
const MEMBERS = 'loki-memberlist:7946';
const HOSTS = {
  scalable: { compactor: 'loki-backend:9095', frontend: 'loki-read:9095' },
  distributed: { compactor: 'loki-compactor:9095', frontend: 'loki-query-frontend:9095' },
};

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
  scalable: (server) => many(server, HOSTS.scalable),
  distributed: (server) => many(server, HOSTS.distributed),
};

function many(server: LokiServer, { compactor, frontend }: (typeof HOSTS)['distributed']) {
  const zones = { ingester: { lifecycler: { ring: { zone_awareness_enabled: true } } } };
  return {
    common: {
      path_prefix: ROOT,
      replication_factor: server.replicationFactor,
      ring: { kvstore: { store: 'memberlist' } },
      compactor_grpc_address: compactor,
    },
    more: { memberlist: { join_members: [MEMBERS] }, ...(server.zones.length > 0 && zones) },
    evaluation: {
      enable_sharding: true,
      evaluation: { mode: 'remote', query_frontend: { address: `dns:///${frontend}` } },
    },
  };
}

export function listen({ form, tls }: LokiServer): Blocks {
  const ports = { http_listen_port: HTTP_PORT, grpc_listen_port: GRPC_PORT };
  if (!tls) return ports;
  // one process speaks gRPC to itself alone; many would need each other's certificates, which `raw` can name
  const inside = form === 'single' ? { grpc_listen_address: '127.0.0.1' } : {};
  return { ...ports, ...inside, http_tls_config: listenerTls(tls) };
}

export function schema(store: ObjectStore): Blocks {
  return {
    configs: [
      { from: SCHEMA_FROM, store: 'tsdb', object_store: store.type, schema: 'v13', index: { prefix: 'index_', period: '24h' } },
    ],
  };
}

/** The form of storage that 3.4 to 4.0 read alike; without `dir`, 4.0 writes below its working directory. */
export function storage({ store, version }: LokiServer): Blocks {
  if (has(LOKI_CHANGES.thanosStore, version)) return { use_thanos_objstore: true, object_store: objectStore(store) };
  const shipper = has(LOKI_CHANGES.deleteStore, version) ? {} : { tsdb_shipper: { shared_store: store.type } };
  return { ...classicStore(store), ...shipper };
}

/** Top level, never `ruler.storage`: that one is ignored with a line in the log, and no rule runs. */
export function rulerStorage({ store, version }: LokiServer): Blocks {
  if (!has(LOKI_CHANGES.thanosStore, version)) return {};
  const local = { backend: 'local', local: { directory: RULES } };
  const bucket = { backend: store.type, ...objectStore(store), storage_prefix: 'ruler' };
  return { ruler_storage: store.type === 'filesystem' ? local : bucket };
}

export function ruler(server: LokiServer, environment: Environment): Blocks {
  const { labels, servers, shared } = environment;
  const { mimir } = servers;
  const own = shared && mimir ? { url: `${mimir.url}/alertmanager`, tls: mimir.tls, peers: [] } : undefined; // it is told whose an alert is
  const alertmanager = servers.alertmanager ?? own;
  const written = samplesTo(environment);
  const older = has(LOKI_CHANGES.thanosStore, server.version) ? {} : { storage: classicRulerStore(server.store, RULES) };
  return {
    ...older,
    rule_path: `${ROOT}/rules-tmp`,
    wal: { dir: `${ROOT}/ruler-wal` },
    enable_api: true,
    ...(alertmanager && notifier(alertmanager)),
    ...(Object.keys(labels).length > 0 && { external_labels: labels }),
    ...(written && {
      remote_write: { enabled: true, clients: { prometheus: { url: written.url, ...clientTls(written.tls?.clients) } } },
    }),
    ...FORMS[server.form](server).evaluation,
  };
}

function notifier({ peers, tls, url }: Pick<AlertmanagerServer, 'peers' | 'tls' | 'url'>): Blocks {
  const { ca, cert, key } = tls?.clients ?? {};
  const client = compact({ tls_ca_path: ca, tls_cert_path: cert, tls_key_path: key });
  const told = { alertmanager_url: alertmanagerUrls({ peers, url }), enable_alertmanager_v2: true };
  return Object.keys(client).length === 0 ? told : { ...told, alertmanager_client: client };
}

export function compactor({ store: { type }, version }: LokiServer): Blocks {
  const shared = has(LOKI_CHANGES.deleteStore, version) ? {} : { shared_store: type };
  return { working_directory: `${ROOT}/compactor`, ...shared, retention_enabled: true, delete_request_store: type };
}
