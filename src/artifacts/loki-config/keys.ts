import { isSince } from './is-since.ts';
import { at } from './key-path.ts';
import type { LokiConfigProblem } from './problem.ts';

interface DeletedKey {
  readonly path: string;
  /** The first version that refuses it. */
  readonly since: string;
  readonly fix: string;
}

/** Keys a server refuses to start with. https://grafana.com/docs/loki/latest/setup/upgrade/ */
const DELETED: readonly DeletedKey[] = [
  { path: 'ingester.ring', since: '3.0', fix: 'set common.replication_factor and common.ring' },
  { path: 'ingester.max_transfer_retries', since: '3.0', fix: 'remove it: ingesters flush when they leave' },
  {
    path: 'storage_config.boltdb_shipper.shared_store',
    since: '3.0',
    fix: 'name the store in schema_config.configs[].object_store',
  },
  { path: 'chunk_store_config.max_look_back_period', since: '3.0', fix: 'set limits_config.max_query_lookback' },
  { path: 'limits_config.enforce_metric_name', since: '3.0', fix: 'remove it' },
  { path: 'query_range.split_queries_by_interval', since: '3.0', fix: 'move it to limits_config' },
  { path: 'table_manager', since: '4.0', fix: 'set compactor.retention_enabled and limits_config.retention_period' },
  { path: 'storage_config.boltdb_shipper', since: '4.0', fix: 'store new periods as tsdb and drop the block' },
  { path: 'ruler.remote_write.client', since: '4.0', fix: 'set ruler.remote_write.clients, by name' },
];

/** Roles of the simple scalable form; `-verify-config` does not look at the target. */
const DELETED_TARGETS: ReadonlySet<unknown> = new Set(['read', 'write', 'backend', 'table-manager']);

export function keyProblems(config: unknown, version: string): LokiConfigProblem[] {
  const deleted = DELETED.filter(({ path, since }) => isSince(version, since) && at(config, path) !== undefined);
  return [...deleted.map((key) => deletedKey(key, version)), ...targetProblems(config, version)];
}

function deletedKey({ path, since, fix }: DeletedKey, version: string): LokiConfigProblem {
  const message = `Loki ${version} does not start with ${path}, which was removed in ${since}.`;
  return { code: 'loki/deleted-key', severity: 'error', path, message, fix };
}

function targetProblems(config: unknown, version: string): LokiConfigProblem[] {
  const target = at(config, 'target');
  if (!isSince(version, '4.0') || !DELETED_TARGETS.has(target)) return [];
  const message = `Loki ${version} has no target ${String(target)}.`;
  return [
    { code: 'loki/deleted-key', severity: 'error', path: 'target', message, fix: 'run target all, or one process per component' },
  ];
}
