import { haproxy, nodeExporter, redisExporter, service, system } from 'signalbox';
import * as agentMetrics from './agent/metrics.ts';
import * as masterMetrics from './master/metrics.ts';
import { orchestration, platform } from './teams.ts';

export const phoenix = system({ name: 'phoenix', title: 'Phoenix Orchestrator', owner: orchestration });

export const master = service({
  name: 'phoenix-master',
  title: 'Master orchestrators',
  system: phoenix,
  tier: 1,
  metrics: masterMetrics,
  scrape: { port: 9464 },
});

export const agent = service({
  name: 'phoenix-agent',
  title: 'Agent pools',
  system: phoenix,
  tier: 1,
  metrics: agentMetrics,
  scrape: { port: 9465 },
});

// half of the names in the document's include_metrics never existed: see README.md
export const redis = service({
  name: 'phoenix-redis',
  title: 'Redis cluster',
  system: phoenix,
  owner: platform,
  tier: 2,
  metrics: redisExporter.pick(
    'redis_up',
    'redis_connected_clients',
    'redis_rejected_connections_total',
    'redis_memory_used_bytes',
    'redis_memory_max_bytes',
    'redis_commands_total',
    'redis_keyspace_hits_total',
    'redis_keyspace_misses_total',
    'redis_evicted_keys_total',
    'redis_connected_slaves',
    'redis_connected_slave_lag_seconds',
    'redis_master_repl_offset',
  ),
  scrape: { port: 9121 },
});

export const loadBalancer = service({
  name: 'phoenix-load-balancer',
  title: 'Load balancers',
  system: phoenix,
  owner: platform,
  tier: 1,
  metrics: haproxy.pick(
    'haproxy_frontend_http_requests_total',
    'haproxy_frontend_http_responses_total',
    'haproxy_backend_http_responses_total',
    'haproxy_backend_active_servers',
    'haproxy_backend_current_queue',
    'haproxy_backend_connection_errors_total',
    'haproxy_backend_response_errors_total',
  ),
  scrape: { port: 8405 },
});

export const host = service({
  name: 'phoenix-host',
  title: 'Hosts',
  system: phoenix,
  owner: platform,
  tier: 2,
  metrics: nodeExporter.pick(
    'node_cpu_seconds_total',
    'node_memory_MemAvailable_bytes',
    'node_memory_MemTotal_bytes',
    'node_filesystem_avail_bytes',
    'node_filesystem_size_bytes',
    'node_network_receive_bytes_total',
    'node_network_transmit_bytes_total',
  ),
  scrape: { port: 9100 },
});
