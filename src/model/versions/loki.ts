import type { Change } from './change.ts';

const UPGRADE = 'https://grafana.com/docs/loki/latest/setup/upgrade/';

export const LOKI_CHANGES = {
  otlp: {
    since: '3.0',
    differs: 'It takes OTLP at /otlp/v1/logs, and limits_config.otlp_config says which attributes are labels.',
    does: 'A collector that sends to an older Loki is an error (`environment/not-in-version`); otlp_config is written from 3.0 on.',
    byHand: 'Upgrade Loki before the collector sends to it.',
    source: 'https://grafana.com/docs/loki/latest/send-data/otel/',
  },
  structuredMetadata: {
    since: '3.0',
    differs: 'Structured metadata is on, and Loki does not start unless the active period is tsdb with schema v13.',
    does: 'Writes tsdb and v13 for every line; in 2.9 structured metadata stays off. What `raw` brings is checked (`loki/legacy-schema`).',
    byHand: 'Add a period with tsdb and v13 that starts in the future, and upgrade after it has begun; never edit a past period.',
    source: UPGRADE,
  },
  lineOr: {
    since: '3.0',
    differs: 'A line filter takes several texts: |= "a" or "b".',
    does: 'A query with one for an older Loki is an error (`logql/not-in-version`).',
    source: 'https://grafana.com/docs/loki/latest/query/log_queries/#line-filter-expression',
  },
  patternFilter: {
    since: '3.0',
    differs: 'LogQL has the pattern filters |> and !>.',
    does: 'A query with one for an older Loki is an error (`logql/not-in-version`).',
    source: 'https://grafana.com/docs/loki/latest/release-notes/v3-0/',
  },
  deleteStore: {
    since: '3.0',
    differs:
      'compactor.delete_request_store is required where retention is on; shared_store of the compactor and of tsdb_shipper is gone.',
    does: 'Writes shared_store for 2.9 and delete_request_store from 3.0 on.',
    source: UPGRADE,
  },
  strict3: {
    since: '3.0',
    differs: 'Keys that 2.x had deprecated are refused.',
    does: 'Writes none of them; one that `raw` brings is an error (`loki/deleted-key`).',
    byHand: 'Take them out of `raw` and of files of your own.',
    source: UPGRADE,
    refuses: [
      { path: 'ingester.ring', fix: 'set common.replication_factor and common.ring' },
      { path: 'ingester.max_transfer_retries', fix: 'remove it: ingesters flush when they leave' },
      { path: 'storage_config.boltdb_shipper.shared_store', fix: 'name the store in schema_config.configs[].object_store' },
      { path: 'chunk_store_config.max_look_back_period', fix: 'set limits_config.max_query_lookback' },
      { path: 'limits_config.enforce_metric_name', fix: 'remove it' },
      { path: 'query_range.split_queries_by_interval', fix: 'move it to limits_config' },
    ],
  },
  approxTopk: {
    since: '3.3',
    differs: 'LogQL has approx_topk, which is off until shard_aggregations names it.',
    does: 'A query with it for an older Loki is an error (`logql/not-in-version`), for others a warning (`logql/off-by-default`).',
    source: 'https://grafana.com/docs/loki/latest/release-notes/v3-3/',
  },
  thanosStore: {
    since: '3.4',
    differs: 'storage_config.object_store and ruler_storage, at the top level, name the store with use_thanos_objstore.',
    does: 'Writes them from 3.4 on; before, the block of each store in storage_config, and ruler.storage.',
    byHand: 'Compare where objects lie before and after: a prefix or directory that moved looks like lost logs.',
    source: UPGRADE,
  },
  promtail: {
    since: '3.7',
    differs: 'Promtail is no longer released with Loki (3.7.3).',
    does: 'Nothing: the collector reads files.',
    byHand: 'Let the collector or Alloy read what Promtail reads: `alloy convert --source-format=promtail`.',
    source: UPGRADE,
  },
  strict4: {
    since: '4.0',
    differs: 'The last of boltdb-shipper and the table manager are refused, also in past periods.',
    does: 'Writes none of them; what `raw` brings is an error (`loki/deleted-key`, `loki/legacy-schema`).',
    byHand: 'Wait until the last period with boltdb-shipper has expired.',
    source: UPGRADE,
    refuses: [
      { path: 'table_manager', fix: 'set compactor.retention_enabled and limits_config.retention_period' },
      { path: 'storage_config.boltdb_shipper', fix: 'store new periods as tsdb and drop the block' },
      { path: 'ruler.remote_write.client', fix: 'set ruler.remote_write.clients, by name' },
    ],
  },
  noVariants: {
    since: '4.0',
    differs: 'variants() of LogQL is gone.',
    does: 'A query with it for such a Loki is an error (`logql/not-in-version`).',
    byHand: 'Write a query for each of them.',
    source: UPGRADE,
  },
  noScalable: {
    since: '4.0',
    differs: 'The targets read, write, backend and table-manager are gone.',
    does: "form: 'scalable' is an error (`loki/form`).",
    byHand: 'Move to the distributed form while both run: the same ring and store, new processes first.',
    source: UPGRADE,
  },
  thanosDefault: {
    since: '4.0',
    differs: 'use_thanos_objstore is on unless it is turned off; a leftover storage_config.aws is ignored without a word.',
    does: 'Writes it for every line that has it; what `raw` leaves over is an error (`loki/ignored-key`).',
    source: UPGRADE,
  },
  tenantOverrides: {
    since: '4.0',
    differs: 'limits_config.per_tenant_override_config is accepted and ignored.',
    does: 'Writes runtime_config for every line; the old key in `raw` is an error (`loki/ignored-key`).',
    source: UPGRADE,
  },
  rulerWal: {
    since: '4.0',
    differs: 'The write-ahead log of the ruler lies below path_prefix; before, below the working directory.',
    does: 'Writes ruler.wal.dir for every line.',
    source: UPGRADE,
  },
} as const satisfies Readonly<Record<string, Change>>;
