import { compact } from '../../kernel/canonical.ts';
import type { Environment, MimirServer } from '../../model/environment.ts';
import { isOfMimir } from '../../model/sharing.ts';
import { alertmanagerUrls } from '../alertmanager-urls.ts';
import { goDuration } from '../go-duration.ts';
import { objectStore } from '../object-store.ts';
import { listenerTls } from '../tls-wire.ts';
import { kvstore, ringOf, stateRing } from './rings.ts';

type Blocks = Readonly<Record<string, unknown>>;

export const ROOT = '/data';
const HTTP_PORT = 8080;
const GRPC_PORT = 9095;
/** The names of the services of the official Helm chart. https://github.com/grafana/mimir/tree/main/operations/helm/charts/mimir-distributed */
const HOSTS = {
  frontend: 'dns:///mimir-query-frontend:9095',
  scheduler: 'mimir-query-scheduler-headless:9095',
  alertmanager: 'http://mimir-alertmanager-headless:8080/alertmanager',
};

export function listen({ form, tls }: MimirServer): Blocks {
  const ports = { http_listen_port: HTTP_PORT, grpc_listen_port: GRPC_PORT };
  // one process speaks gRPC to itself alone; many would need each other's certificates, which `raw` can name
  const inside = form === 'single' ? { grpc_listen_address: '127.0.0.1' } : {};
  return { ...ports, ...inside, ...(tls && { http_tls_config: listenerTls(tls) }) };
}

/** One store for everything, a prefix for each: Mimir refuses to share. */
export function stores(server: MimirServer): Blocks {
  const { caches, store } = server;
  const bucket = compact({
    sync_dir: `${ROOT}/tsdb-sync`,
    chunks_cache: memcached(caches.chunks),
    index_cache: memcached(caches.index),
    metadata_cache: memcached(caches.metadata),
  });
  return {
    common: { storage: { backend: store.type, ...objectStore(store) } },
    blocks_storage: { storage_prefix: 'blocks', tsdb: { dir: `${ROOT}/tsdb` }, bucket_store: bucket },
    ruler_storage: { storage_prefix: 'ruler' },
    alertmanager_storage: { storage_prefix: 'alertmanager' },
    compactor: { data_dir: `${ROOT}/compactor`, sharding_ring: ringOf(server) },
  };
}

export function write(server: MimirServer): Blocks {
  const tracker = { enable_ha_tracker: true, ...kvstore(server) };
  const { kafka } = server;
  return {
    distributor: { ring: ringOf(server), ...(server.deduplicate && { ha_tracker: tracker }) },
    ...(kafka && {
      ingest_storage: {
        enabled: true,
        kafka: { address: kafka.address, topic: kafka.topic, auto_create_topic_default_partitions: kafka.partitions },
      },
    }),
  };
}

export function read({ caches, form }: MimirServer): Blocks {
  const results = caches.results === undefined ? {} : { cache_results: true, results_cache: memcached(caches.results) };
  if (form === 'single') return { frontend: { address: '127.0.0.1', ...results } };
  return {
    frontend: { scheduler_address: HOSTS.scheduler, ...results },
    frontend_worker: { scheduler_address: HOSTS.scheduler },
  };
}

/** Rules run at the pace of the environment's Prometheus, whose they were. */
export function rules(server: MimirServer, environment: Environment): Blocks {
  const { alertmanager, prometheus } = environment.servers;
  const remote = server.form === 'distributed' ? { query_frontend: { address: HOSTS.frontend } } : {};
  const { ca, cert, key } = alertmanager?.tls?.clients ?? {};
  const client = compact({ tls_ca_path: ca, tls_cert_path: cert, tls_key_path: key });
  return {
    ruler: {
      rule_path: `${ROOT}/rules`,
      poll_interval: '1m', // what runtime.yaml says of rules is looked at that often; ten minutes otherwise
      ...(prometheus && { evaluation_interval: goDuration(prometheus.evaluationIntervalMs) }),
      alertmanager_url: toldAt(server, environment),
      ...(Object.keys(client).length > 0 && { alertmanager_client: client }),
      ring: ringOf(server),
      ...remote,
    },
    alertmanager: {
      data_dir: `${ROOT}/alertmanager`,
      external_url: `${server.url}/alertmanager`,
      sharding_ring: stateRing(server),
    },
  };
}

/** Whether alerts go to the Alertmanager that is a part of it. */
export function hasOwnAlertmanager(mimir: MimirServer, { servers: { alertmanager } }: Environment): boolean {
  return alertmanager === undefined || isOfMimir(alertmanager, mimir);
}

/** Its own by loopback, or by the name of the service: what stands in front of it is for people. */
function toldAt(server: MimirServer, environment: Environment): string {
  const { alertmanager } = environment.servers;
  if (alertmanager && !hasOwnAlertmanager(server, environment)) return alertmanagerUrls(alertmanager);
  if (server.tls) return `${server.url}/alertmanager`; // the name of the certificate
  return server.form === 'distributed' ? HOSTS.alertmanager : `http://127.0.0.1:${HTTP_PORT}/alertmanager`;
}

function memcached(addresses: string | undefined): Blocks | undefined {
  return addresses === undefined ? undefined : { backend: 'memcached', memcached: { addresses } };
}
