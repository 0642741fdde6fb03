import type { ServerImage } from './container.ts';

export const LOKI: ServerImage = { server: 'loki', port: 3100, ready: '/ready', readyWithinMs: 90_000 };

/** A Loki with a ruler that takes rules by its API. */
export function lokiWithRuler({ tenants }: { readonly tenants: boolean }): string {
  return `auth_enabled: ${tenants}
common: { path_prefix: /loki, instance_addr: 127.0.0.1, replication_factor: 1, ring: { kvstore: { store: inmemory } } }
schema_config: { configs: [ { from: "2024-01-01", store: tsdb, object_store: filesystem, schema: v13, index: { prefix: index_, period: 24h } } ] }
storage_config: { use_thanos_objstore: true, object_store: { filesystem: { dir: /loki/chunks } } }
ruler_storage: { backend: filesystem, filesystem: { dir: /loki/rules } }
ruler: { enable_api: true, rule_path: /loki/rules-tmp, wal: { dir: /loki/ruler-wal } }
ingester: { lifecycler: { min_ready_duration: 0s } }
analytics: { reporting_enabled: false }
`;
}
