/**
 * oliver006/redis_exporter with default flags. Names and labels are those exporter/exporter.go has both before and after the
 * release below (commits cdb752bf2123 and 072bd8bdabb6), types those of exporter/info.go and metrics.go at the later one; what
 * only the later one has is left out. Many figures Redis only counts up are gauges on the wire, and are gauges here.
 */
import { text } from '../authored/label.ts';
import { catalogue } from './catalogue.ts';
import { counter, gauge, info } from './recipe.ts';

/** https://github.com/oliver006/redis_exporter/blob/v1.74.0/exporter/exporter.go */
export const REDIS_EXPORTER_VERSION = 'v1.74.0';

const perCommand = { labels: { cmd: text({ series: 40 }) } };
const perDatabase = { labels: { db: text({ series: 2 }) } };
const perReplica = { slave_ip: text({ series: 2 }), slave_port: text({ series: 2 }), slave_state: text({ series: 2 }) };
const ofMaster = { master_host: text({ series: 1 }), master_port: text({ series: 1 }) };
const perSentinelMaster = { labels: { master_name: text({ series: 2 }), master_address: text({ series: 2 }) } };
const bytes = { unit: 'bytes' } as const;
const seconds = { unit: 'seconds' } as const;

/** One Redis or Valkey server: clients, memory, commands, keys, replication, persistence. */
export const redisExporter = catalogue({
  name: 'redis_exporter',
  version: REDIS_EXPORTER_VERSION,
  source: 'https://github.com/oliver006/redis_exporter/blob/v1.74.0/exporter/exporter.go',
  metrics: () => ({
    redis_up: gauge('1 if the last scrape reached Redis, 0 if not.'),
    redis_instance_info: info('Information about the Redis instance.', {
      ...{ role: text({ series: 1 }), redis_version: text(), redis_build_id: text(), redis_mode: text({ series: 1 }) },
      ...{ os: text(), maxmemory_policy: text(), tcp_port: text(), run_id: text(), process_id: text() },
    }),
    redis_uptime_in_seconds: gauge('Seconds since the server started.', seconds),
    redis_start_time_seconds: gauge('Start time of the Redis instance since unix epoch in seconds.', seconds),
    redis_loading_dump_file: gauge('1 while a dump file is being loaded.'),
    redis_cpu_sys_seconds_total: counter('System CPU consumed by the server.', seconds),
    redis_cpu_user_seconds_total: counter('User CPU consumed by the server.', seconds),
    redis_cpu_sys_children_seconds_total: counter('System CPU consumed by background processes.', seconds),
    redis_cpu_user_children_seconds_total: counter('User CPU consumed by background processes.', seconds),

    redis_connected_clients: gauge('Client connections, those of replicas excluded.'),
    redis_blocked_clients: gauge('Clients waiting on a blocking call.'),
    redis_config_maxclients: gauge('Most clients the server accepts at once.'),
    redis_connections_received_total: counter('Connections accepted.'),
    redis_rejected_connections_total: counter('Connections rejected because of the maxclients limit.'),
    redis_net_input_bytes_total: counter('Bytes read from the network.', bytes),
    redis_net_output_bytes_total: counter('Bytes written to the network.', bytes),
    redis_client_recent_max_input_buffer_bytes: gauge('Biggest input buffer among current clients.', bytes),
    redis_client_recent_max_output_buffer_bytes: gauge('Biggest output buffer among current clients.', bytes),

    redis_memory_used_bytes: gauge('Bytes allocated by Redis.', bytes),
    redis_memory_used_rss_bytes: gauge('Bytes the operating system sees Redis use.', bytes),
    redis_memory_used_peak_bytes: gauge('Most bytes Redis has had allocated.', bytes),
    redis_memory_used_dataset_bytes: gauge('Bytes of the data itself.', bytes),
    redis_memory_used_overhead_bytes: gauge('Bytes used to manage the data.', bytes),
    redis_memory_used_startup_bytes: gauge('Bytes Redis had allocated at startup.', bytes),
    redis_memory_used_lua_bytes: gauge('Bytes used by the Lua engine.', bytes),
    redis_memory_used_scripts_bytes: gauge('Bytes used by cached Lua scripts.', bytes),
    redis_memory_max_bytes: gauge('The maxmemory limit; 0 means none.', bytes),
    redis_config_maxmemory: gauge('The maxmemory setting in bytes; 0 means none.', bytes),
    redis_mem_fragmentation_ratio: gauge('Resident memory over allocated memory.', { unit: 'ratio' }),
    redis_mem_fragmentation_bytes: gauge('Resident memory minus allocated memory.', bytes),
    redis_mem_not_counted_for_eviction_bytes: gauge('Bytes that do not count against maxmemory.', bytes),
    redis_allocator_active_bytes: gauge('Bytes in active pages of the allocator.', bytes),
    redis_allocator_allocated_bytes: gauge('Bytes allocated from the allocator.', bytes),
    redis_allocator_resident_bytes: gauge('Bytes resident in the allocator.', bytes),

    redis_commands_processed_total: counter('Commands processed.'),
    redis_commands_total: counter('Total number of calls per command.', perCommand),
    redis_commands_duration_seconds_total: counter('Total amount of time in seconds spent per command.', {
      ...seconds,
      ...perCommand,
    }),
    redis_slowlog_length: gauge('Entries in the slow log.'),
    redis_slowlog_last_id: gauge('Last id of the slow log: it only rises, by one per slow command.'),
    redis_last_slow_execution_duration_seconds: gauge('Time needed for the last slow execution.', seconds),
    redis_latest_fork_seconds: gauge('Duration of the latest fork.', seconds),
    redis_pubsub_channels: gauge('Channels with subscribers.'),
    redis_pubsub_patterns: gauge('Patterns with subscribers.'),

    redis_keyspace_hits_total: counter('Successful lookups of keys.'),
    redis_keyspace_misses_total: counter('Failed lookups of keys.'),
    redis_expired_keys_total: counter('Keys that expired.'),
    redis_evicted_keys_total: counter('Keys evicted because of the maxmemory limit.'),
    redis_db_keys: gauge('Total number of keys by DB.', perDatabase),
    redis_db_keys_expiring: gauge('Total number of expiring keys by DB.', perDatabase),
    redis_db_avg_ttl_seconds: gauge('Avg TTL in seconds.', { ...seconds, ...perDatabase }),

    redis_connected_slaves: gauge('Replicas connected.'),
    redis_connected_slave_offset_bytes: gauge('Replication offset of a connected replica.', { ...bytes, labels: perReplica }),
    redis_connected_slave_lag_seconds: gauge('Lag of a connected replica.', { ...seconds, labels: perReplica }),
    redis_master_repl_offset: gauge("The server's current replication offset, in bytes."),
    redis_second_repl_offset: gauge('Offset up to which replication ids of the former master are accepted.'),
    redis_slave_info: info('Information about the replica.', { ...ofMaster, read_only: text({ series: 1 }) }),
    redis_slave_repl_offset: gauge('Replication offset of this replica.', { labels: ofMaster }),
    redis_slave_priority: gauge('Priority of this replica as a candidate for failover.'),
    redis_master_link_up: gauge('1 if the link of this replica to its master is up.', { labels: ofMaster }),
    redis_master_sync_in_progress: gauge('1 while this replica syncs from its master.', { labels: ofMaster }),
    redis_master_last_io_seconds_ago: gauge('Seconds since the last interaction with the master.', {
      ...seconds,
      labels: ofMaster,
    }),
    redis_replica_resyncs_full: gauge('Full resyncs with replicas.'),
    redis_replica_partial_resync_accepted: gauge('Partial resync requests accepted.'),
    redis_replica_partial_resync_denied: gauge('Partial resync requests denied.'),
    redis_replication_backlog_bytes: gauge('Size of the replication backlog buffer.', bytes),
    redis_repl_backlog_is_active: gauge('1 if the replication backlog is active.'),
    redis_repl_backlog_history_bytes: gauge('Bytes of data in the replication backlog.', bytes),

    redis_rdb_changes_since_last_save: gauge('Changes since the last dump.'),
    redis_rdb_bgsave_in_progress: gauge('1 while a dump is being written.'),
    redis_rdb_last_save_timestamp_seconds: gauge('Unix time of the last successful dump.', seconds),
    redis_rdb_last_bgsave_status: gauge('1 if the last dump succeeded.'),
    redis_rdb_last_bgsave_duration_sec: gauge('Duration of the last dump; -1 before the first.', seconds),
    redis_aof_enabled: gauge('1 if the append-only file is on.'),
    redis_aof_rewrite_in_progress: gauge('1 while the append-only file is being rewritten.'),
    redis_aof_last_rewrite_duration_sec: gauge('Duration of the last rewrite; -1 before the first.', seconds),
    redis_aof_last_bgrewrite_status: gauge('1 if the last rewrite succeeded.'),
    redis_aof_last_write_status: gauge('1 if the last write succeeded.'),
    redis_aof_current_size_bytes: gauge('Size of the append-only file.', bytes),

    redis_cluster_messages_sent_total: gauge('Messages sent over the cluster bus; a gauge upstream.'),
    redis_cluster_messages_received_total: gauge('Messages received over the cluster bus; a gauge upstream.'),
    redis_sentinel_masters: gauge('The number of masters this sentinel is watching.'),
    redis_sentinel_tilt: gauge('1 if Sentinel is in TILT mode.'),
    redis_sentinel_master_slaves: gauge('The number of replicas of the master.', perSentinelMaster),
    redis_sentinel_master_ok_slaves: gauge('The number of okay replicas of the master.', perSentinelMaster),
    redis_sentinel_master_sentinels: gauge('The number of sentinels monitoring this master.', perSentinelMaster),
    redis_sentinel_master_ok_sentinels: gauge('The number of okay sentinels monitoring this master.', perSentinelMaster),

    redis_exporter_scrapes_total: counter('Scrapes of Redis by the exporter.'),
    redis_exporter_last_scrape_error: gauge('1 if the last scrape failed.', { labels: { err: text({ series: 2 }) } }),
    redis_exporter_last_scrape_duration_seconds: gauge('How long the last scrape took.', seconds),
    redis_target_scrape_request_errors_total: counter('Errors in requests to the exporter.'),
  }),
});
