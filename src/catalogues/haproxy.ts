/**
 * HAProxy's built-in Prometheus endpoint (`http-request use-service prometheus-exporter`), read from
 * addons/promex/service-prometheus.c at the commit below; every name is also in the later addons/promex/README (25b059274567).
 * The states of a server's health check are free text here: the source takes them from another table.
 */
import { oneOf, text } from '../authored/label.ts';
import { catalogue } from './catalogue.ts';
import { counter, foreignCounter, gauge, info } from './recipe.ts';

/** https://github.com/haproxy/haproxy/blob/026e8fb290c34eba20c5d283a61d664cf678785b/addons/promex/service-prometheus.c */
export const HAPROXY_VERSION = '026e8fb290c3';

const proxy = { proxy: text({ series: 8 }) };
const server = { ...proxy, server: text({ series: 8 }) };
const code = { code: oneOf('1xx', '2xx', '3xx', '4xx', '5xx', 'other') };
const upDown = { state: oneOf('DOWN', 'UP') };
const perProxy = { labels: proxy };
const perProxyBytes = { unit: 'bytes', labels: proxy } as const;
const perProxySeconds = { unit: 'seconds', labels: proxy } as const;
const perServer = { labels: server };
const perServerBytes = { unit: 'bytes', labels: server } as const;
const perServerSeconds = { unit: 'seconds', labels: server } as const;
const bytes = { unit: 'bytes' } as const;
const seconds = { unit: 'seconds' } as const;

/** The process, its frontends, its backends and their servers. Average times are of the last 1024 connections, and cannot be summed. */
export const haproxy = catalogue({
  name: 'haproxy',
  version: HAPROXY_VERSION,
  source: 'https://github.com/haproxy/haproxy/blob/026e8fb290c34eba20c5d283a61d664cf678785b/addons/promex/service-prometheus.c',
  metrics: () => ({
    haproxy_process_build_info: info('Build info.', { version: text({ series: 1 }) }),
    haproxy_process_start_time_seconds: gauge('Start time in seconds.', seconds),
    haproxy_process_uptime_seconds: gauge('How long ago this worker process was started.', seconds),
    haproxy_process_nbthread: gauge('Number of started threads.'),
    haproxy_process_max_connections: gauge('Hard limit on the number of per-process connections.'),
    haproxy_process_current_connections: gauge('Current number of connections on this worker process.'),
    haproxy_process_connections_total: counter('Total number of connections on this worker process.'),
    haproxy_process_requests_total: counter('Total number of requests on this worker process.'),
    haproxy_process_current_ssl_connections: gauge('Current number of SSL endpoints on this worker process.'),
    haproxy_process_ssl_connections_total: counter('Total number of SSL endpoints on this worker process.'),
    haproxy_process_max_fds: gauge('Hard limit on the number of per-process file descriptors.'),
    haproxy_process_max_memory_bytes: gauge('Worker process hard limit on memory usage; 0 means none.', bytes),
    haproxy_process_pool_allocated_bytes: gauge('Memory allocated in pools.', bytes),
    haproxy_process_pool_used_bytes: gauge('Pool memory currently used.', bytes),
    haproxy_process_pool_failures_total: counter('Number of failed pool allocations.'),
    haproxy_process_bytes_out_total: counter('Bytes emitted by this worker process.', bytes),
    haproxy_process_idle_time_percent: gauge('Percentage of the last second the process was idle, 0 to 100.'),
    haproxy_process_current_run_queue: gauge('Tasks that are ready to run.'),
    haproxy_process_stopping: gauge('1 if the worker process is stopping.'),
    haproxy_process_dropped_logs_total: counter('Log messages dropped.'),
    haproxy_process_failed_resolutions: foreignCounter('Failed DNS resolutions.'),

    haproxy_frontend_status: gauge('1 for the state the frontend is in.', { labels: { ...proxy, ...upDown } }),
    haproxy_frontend_current_sessions: gauge('Current sessions.', perProxy),
    haproxy_frontend_limit_sessions: gauge('Limit on sessions.', perProxy),
    haproxy_frontend_sessions_total: counter('Sessions.', perProxy),
    haproxy_frontend_connections_total: counter('Connections.', perProxy),
    haproxy_frontend_http_requests_total: counter('HTTP requests.', perProxy),
    haproxy_frontend_http_responses_total: counter('HTTP responses by class.', { labels: { ...proxy, ...code } }),
    haproxy_frontend_bytes_in_total: counter('Request bytes.', perProxyBytes),
    haproxy_frontend_bytes_out_total: counter('Response bytes.', perProxyBytes),
    haproxy_frontend_request_errors_total: counter('Invalid requests.', perProxy),
    haproxy_frontend_requests_denied_total: counter('Requests denied by rules.', perProxy),
    haproxy_frontend_responses_denied_total: counter('Responses denied by rules.', perProxy),
    haproxy_frontend_denied_connections_total: counter('Connections denied by rules.', perProxy),
    haproxy_frontend_internal_errors_total: counter('Internal errors.', perProxy),

    haproxy_backend_status: gauge('1 for the state the backend is in.', { labels: { ...proxy, ...upDown } }),
    haproxy_backend_active_servers: gauge('Active servers that are up.', perProxy),
    haproxy_backend_backup_servers: gauge('Backup servers that are up.', perProxy),
    haproxy_backend_current_sessions: gauge('Current sessions.', perProxy),
    haproxy_backend_current_queue: gauge('Requests waiting in the queue.', perProxy),
    haproxy_backend_sessions_total: counter('Sessions.', perProxy),
    haproxy_backend_http_requests_total: counter('HTTP requests.', perProxy),
    haproxy_backend_http_responses_total: counter('HTTP responses by class.', { labels: { ...proxy, ...code } }),
    haproxy_backend_bytes_in_total: counter('Request bytes.', perProxyBytes),
    haproxy_backend_bytes_out_total: counter('Response bytes.', perProxyBytes),
    haproxy_backend_connection_errors_total: counter('Failed connections to servers.', perProxy),
    haproxy_backend_connection_attempts_total: counter('Outgoing connection attempts.', perProxy),
    haproxy_backend_connection_reuses_total: counter('Reuses of an existing connection.', perProxy),
    haproxy_backend_response_errors_total: counter('Invalid responses.', perProxy),
    haproxy_backend_retry_warnings_total: counter('Retries of a server connection.', perProxy),
    haproxy_backend_redispatch_warnings_total: counter('Requests sent to another server after a failure.', perProxy),
    haproxy_backend_client_aborts_total: counter('Requests or connections aborted by the client.', perProxy),
    haproxy_backend_server_aborts_total: counter('Requests or connections aborted by the server.', perProxy),
    haproxy_backend_queue_time_average_seconds: gauge('Average queue time.', perProxySeconds),
    haproxy_backend_connect_time_average_seconds: gauge('Average connect time.', perProxySeconds),
    haproxy_backend_response_time_average_seconds: gauge('Average response time.', perProxySeconds),
    haproxy_backend_total_time_average_seconds: gauge('Average total time.', perProxySeconds),
    haproxy_backend_downtime_seconds_total: counter('Time spent in the DOWN state.', perProxySeconds),
    haproxy_backend_internal_errors_total: counter('Internal errors.', perProxy),

    haproxy_server_status: gauge('1 for the state the server is in.', {
      labels: { ...server, state: oneOf('DOWN', 'UP', 'MAINT', 'DRAIN', 'NOLB') },
    }),
    haproxy_server_check_status: gauge('1 for the result of the last health check.', {
      labels: { ...server, state: text({ series: 15 }) },
    }),
    haproxy_server_check_duration_seconds: gauge('Duration of the latest health check.', perServerSeconds),
    haproxy_server_check_failures_total: counter('Failed individual health checks.', perServer),
    haproxy_server_check_up_down_total: counter('Transitions from up to down.', perServer),
    haproxy_server_check_last_change_seconds: gauge('Seconds since the state last changed.', perServerSeconds),
    haproxy_server_downtime_seconds_total: counter('Time spent in the DOWN state.', perServerSeconds),
    haproxy_server_weight: gauge('Effective weight.', perServer),
    haproxy_server_current_sessions: gauge('Current sessions.', perServer),
    haproxy_server_limit_sessions: gauge('Limit on sessions.', perServer),
    haproxy_server_current_queue: gauge('Requests waiting in the queue.', perServer),
    haproxy_server_sessions_total: counter('Sessions.', perServer),
    haproxy_server_http_responses_total: counter('HTTP responses by class.', { labels: { ...server, ...code } }),
    haproxy_server_bytes_in_total: counter('Request bytes.', perServerBytes),
    haproxy_server_bytes_out_total: counter('Response bytes.', perServerBytes),
    haproxy_server_connection_errors_total: counter('Failed connections to the server.', perServer),
    haproxy_server_response_errors_total: counter('Invalid responses.', perServer),
    haproxy_server_retry_warnings_total: counter('Retries of a connection.', perServer),
    haproxy_server_redispatch_warnings_total: counter('Requests sent to another server after a failure.', perServer),
    haproxy_server_queue_time_average_seconds: gauge('Average queue time.', perServerSeconds),
    haproxy_server_connect_time_average_seconds: gauge('Average connect time.', perServerSeconds),
    haproxy_server_response_time_average_seconds: gauge('Average response time.', perServerSeconds),
    haproxy_server_total_time_average_seconds: gauge('Average total time.', perServerSeconds),
    haproxy_server_used_connections_current: gauge('Connections in use.', perServer),
    haproxy_server_idle_connections_current: gauge('Idle connections kept for reuse.', perServer),
  }),
});
