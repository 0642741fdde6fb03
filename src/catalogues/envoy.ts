/**
 * Envoy's `/stats/prometheus`: the statistics of docs/root/configuration (cluster, HTTP connection manager, listener, server),
 * called as source/server/admin/prometheus_stats.cc prints them (`envoy_`, dots to underscores) after the default tag
 * extraction of source/common/config/well_known_names.cc has moved names into labels. Own `stats_tags` change the labels.
 * Envoy adds no `_total`, and its durations are milliseconds: no Prometheus base unit, so they carry none here.
 */
import { text } from '../authored/label.ts';
import { catalogue } from './catalogue.ts';
import { counter, foreignCounter, gauge, histogram } from './recipe.ts';

/** https://github.com/envoyproxy/envoy/blob/02aefdc5a51ed38bfe670e522ff98bd94179804e/docs/root/configuration/upstream/cluster_manager/cluster_stats.rst */
export const ENVOY_VERSION = '02aefdc5a51e';

/** Of every histogram, unless the bootstrap's `histogram_bucket_settings` say otherwise: source/common/stats/histogram_impl.cc. */
const MILLISECONDS = [
  ...([0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000] as const),
  ...([10000, 30000, 60000, 300000, 600000, 1800000, 3600000] as const),
] as const;

const cluster = { envoy_cluster_name: text({ series: 20 }) };
const manager = { envoy_http_conn_manager_prefix: text({ series: 4 }) };
const listener = { envoy_listener_address: text({ series: 4 }) };
/** One digit: `2` of 2xx. */
const codeClass = { envoy_response_code_class: text({ series: 5 }) };
const perCluster = { labels: cluster };
const perClusterBytes = { unit: 'bytes', labels: cluster } as const;
const perManager = { labels: manager };
const perManagerBytes = { unit: 'bytes', labels: manager } as const;
const perListener = { labels: listener };
const bytes = { unit: 'bytes' } as const;

/** One Envoy: its server, listeners, HTTP connection managers (downstream) and clusters (upstream). */
export const envoy = catalogue({
  name: 'envoy',
  version: ENVOY_VERSION,
  source:
    'https://github.com/envoyproxy/envoy/blob/02aefdc5a51ed38bfe670e522ff98bd94179804e/docs/root/configuration/upstream/cluster_manager/cluster_stats.rst',
  metrics: () => ({
    envoy_server_live: gauge('1 if the server is not currently draining, 0 otherwise.'),
    envoy_server_state: gauge('Current state of the server.'),
    envoy_server_uptime: gauge('Current server uptime in seconds.', { unit: 'seconds' }),
    envoy_server_concurrency: gauge('Number of worker threads.'),
    envoy_server_memory_allocated: gauge('Current amount of allocated memory in bytes.', bytes),
    envoy_server_memory_heap_size: gauge('Current reserved heap size in bytes.', bytes),
    envoy_server_memory_physical_size: gauge('Current estimate of total bytes of the physical memory.', bytes),
    envoy_server_total_connections: gauge('Total connections of both new and old Envoy processes.'),
    envoy_server_days_until_first_cert_expiring: gauge('Number of days until the next certificate being managed will expire.'),
    envoy_cluster_manager_active_clusters: gauge('Number of currently active (warmed) clusters.'),
    envoy_cluster_manager_warming_clusters: gauge('Number of currently warming (not active) clusters.'),
    envoy_listener_manager_total_listeners_active: gauge('Number of currently active listeners.'),
    envoy_listener_manager_listener_create_failure: foreignCounter('Total failed listener object additions to workers.'),

    envoy_listener_downstream_cx_total: counter('Total connections.', perListener),
    envoy_listener_downstream_cx_active: gauge('Total active connections.', perListener),
    envoy_listener_downstream_cx_destroy: foreignCounter('Total destroyed connections.', perListener),
    envoy_listener_no_filter_chain_match: foreignCounter("Total connections that didn't match any filter chain.", perListener),
    envoy_listener_ssl_handshake: foreignCounter('Total successful TLS connection handshakes.', perListener),
    envoy_listener_ssl_connection_error: foreignCounter('TLS connection errors, certificate verification excluded.', perListener),

    envoy_http_downstream_cx_total: counter('Total connections.', perManager),
    envoy_http_downstream_cx_active: gauge('Total active connections.', perManager),
    envoy_http_downstream_cx_rx_bytes_total: counter('Total bytes received.', perManagerBytes),
    envoy_http_downstream_cx_tx_bytes_total: counter('Total bytes sent.', perManagerBytes),
    envoy_http_downstream_cx_protocol_error: foreignCounter('Total protocol errors.', perManager),
    envoy_http_downstream_rq_total: counter('Total requests.', perManager),
    envoy_http_downstream_rq_active: gauge('Total active requests.', perManager),
    envoy_http_downstream_rq_completed: foreignCounter('Total requests that resulted in a response.', perManager),
    envoy_http_downstream_rq_xx: foreignCounter('Total responses by class.', { labels: { ...manager, ...codeClass } }),
    envoy_http_downstream_rq_time: histogram('Total time for request and response (milliseconds).', {
      labels: manager,
      buckets: MILLISECONDS,
    }),
    envoy_http_downstream_rq_timeout: foreignCounter('Requests closed due to a timeout on the request path.', perManager),
    envoy_http_downstream_rq_rx_reset: foreignCounter('Total request resets received.', perManager),
    envoy_http_downstream_rq_tx_reset: foreignCounter('Total request resets sent.', perManager),

    envoy_cluster_membership_total: gauge('Current cluster membership total.', perCluster),
    envoy_cluster_membership_healthy: gauge('Current cluster healthy total.', perCluster),
    envoy_cluster_membership_degraded: gauge('Current cluster degraded total.', perCluster),
    envoy_cluster_upstream_cx_total: counter('Total connections.', perCluster),
    envoy_cluster_upstream_cx_active: gauge('Total active connections.', perCluster),
    envoy_cluster_upstream_cx_connect_fail: foreignCounter('Total connection failures.', perCluster),
    envoy_cluster_upstream_cx_connect_timeout: foreignCounter('Total connection connect timeouts.', perCluster),
    envoy_cluster_upstream_cx_overflow: foreignCounter('Times the connection circuit breaker overflowed.', perCluster),
    envoy_cluster_upstream_cx_none_healthy: foreignCounter('Times no healthy host could be connected to.', perCluster),
    envoy_cluster_upstream_cx_connect_ms: histogram('Connection establishment milliseconds.', {
      labels: cluster,
      buckets: MILLISECONDS,
    }),
    envoy_cluster_upstream_cx_rx_bytes_total: counter('Total received connection bytes.', perClusterBytes),
    envoy_cluster_upstream_cx_tx_bytes_total: counter('Total sent connection bytes.', perClusterBytes),
    envoy_cluster_upstream_rq_total: counter('Total requests.', perCluster),
    envoy_cluster_upstream_rq_active: gauge('Total active requests.', perCluster),
    envoy_cluster_upstream_rq_completed: foreignCounter('Total upstream requests completed.', perCluster),
    envoy_cluster_upstream_rq_xx: foreignCounter('Aggregate HTTP response codes.', { labels: { ...cluster, ...codeClass } }),
    envoy_cluster_upstream_rq: foreignCounter('Specific HTTP response codes.', {
      labels: { ...cluster, envoy_response_code: text({ series: 10 }) },
    }),
    envoy_cluster_upstream_rq_time: histogram('Request time milliseconds.', { labels: cluster, buckets: MILLISECONDS }),
    envoy_cluster_upstream_rq_timeout: foreignCounter('Requests that timed out waiting for a response.', perCluster),
    envoy_cluster_upstream_rq_per_try_timeout: foreignCounter('Requests that hit the per try timeout.', perCluster),
    envoy_cluster_upstream_rq_pending_total: counter('Requests pending a connection pool connection.', perCluster),
    envoy_cluster_upstream_rq_pending_active: gauge('Active requests pending a connection pool connection.', perCluster),
    envoy_cluster_upstream_rq_pending_overflow: foreignCounter('Requests failed by the circuit breaker.', perCluster),
    envoy_cluster_upstream_rq_retry: foreignCounter('Total request retries.', perCluster),
    envoy_cluster_upstream_rq_retry_success: foreignCounter('Total request retry successes.', perCluster),
    envoy_cluster_upstream_rq_retry_overflow: foreignCounter('Requests not retried due to circuit breaking.', perCluster),
    envoy_cluster_upstream_rq_rx_reset: foreignCounter('Requests that were reset remotely.', perCluster),
    envoy_cluster_upstream_rq_tx_reset: foreignCounter('Requests that were reset locally.', perCluster),
    envoy_cluster_health_check_attempt: foreignCounter('Number of health checks.', perCluster),
    envoy_cluster_health_check_failure: foreignCounter('Health checks failed at once, or by the network.', perCluster),
    envoy_cluster_health_check_healthy: gauge('Number of healthy members.', perCluster),
    envoy_cluster_outlier_detection_ejections_active: gauge('Number of currently ejected hosts.', perCluster),
    envoy_cluster_outlier_detection_ejections_enforced_total: counter('Enforced ejections of any type.', perCluster),
    envoy_cluster_circuit_breakers_default_cx_open: gauge('1 if the connection circuit breaker is open.', perCluster),
    envoy_cluster_circuit_breakers_default_rq_open: gauge('1 if the request circuit breaker is open.', perCluster),
    envoy_cluster_lb_healthy_panic: foreignCounter('Requests balanced in panic mode.', perCluster),
  }),
});
