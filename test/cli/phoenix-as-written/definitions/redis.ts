/** Section 3.3: what the Redis exporter is told to include; and the load balancers of section 2, of which nothing else is said. */
import { redisExporter, service } from 'signalbox';
import { phoenix } from './teams.ts';

export const redis = service({
  name: 'redis-cluster',
  owner: phoenix,
  scrape: { port: 9121 },
  metrics: redisExporter.pick(
    'redis_connected_clients',
    'redis_used_memory' as never,
    'redis_commands_total',
    'redis_keyspace_hits_total',
    'redis_keyspace_misses_total',
    'redis_connected_replica_count' as never,
    'redis_master_repl_offset',
    'redis_replication_lag' as never,
  ),
});

export const loadBalancers = service({ name: 'load-balancers', scrape: { port: 8405 } });
