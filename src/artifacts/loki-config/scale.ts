import { printDuration } from '../../kernel/duration.ts';
import type { LokiServer } from '../../model/environment.ts';

type Blocks = Readonly<Record<string, unknown>>;

/** Where Loki looks for what single tenants have. */
const RUNTIME_FILE = '/etc/loki/runtime.yaml';
/** https://grafana.com/docs/loki/latest/get-started/components/ */
const TARGETS: Readonly<Record<LokiServer['form'], readonly string[]>> = {
  single: [],
  scalable: ['read', 'write', 'backend'],
  distributed: ['distributor', 'ingester', 'querier', 'query-frontend', 'query-scheduler', 'ruler', 'compactor'],
};

/** Memcached, where there is one. https://grafana.com/docs/loki/latest/operations/caching/ */
export function caches({ caches: { chunks, results } }: LokiServer): Blocks {
  return {
    ...(chunks !== undefined && { chunk_store_config: { chunk_cache_config: { memcached_client: { addresses: chunks } } } }),
    ...(results !== undefined && {
      query_range: { cache_results: true, results_cache: { cache: { memcached_client: { addresses: results } } } },
    }),
  };
}

export function runtime({ tenants }: LokiServer): Blocks {
  return tenants.length === 0 ? {} : { runtime_config: { file: RUNTIME_FILE } };
}

/** What Loki reads again by itself: each tenant's own limits over the global ones. */
export function overrides({ tenants }: LokiServer): { readonly overrides: Blocks } {
  const each = tenants.map(({ limits, name, retentionMs }) => {
    const retention = retentionMs === undefined ? {} : { retention_period: printDuration(retentionMs) };
    return [name, { ...retention, ...limits }] as const;
  });
  return { overrides: Object.fromEntries(each) };
}

/** One config for all processes: which of them one is, its flags say. */
export function flags({ form, tenants, zones }: LokiServer): string[] {
  const [targets, all] = [TARGETS[form], ['Start each process with'] as const];
  const lines = [
    ...(targets.length > 0 ? [`  -target=, one of ${targets.join(', ')}`] : []),
    ...(zones.length > 0 ? [`  -ingester.availability-zone=, one of ${zones.join(', ')}`] : []),
  ];
  return [
    ...(lines.length > 0 ? [...all, ...lines] : []),
    ...(tenants.length > 0 ? [`It reads ${RUNTIME_FILE}, the file runtime.yaml beside this one.`] : []),
  ];
}
