import { dashboard, panel, promql, redisExporter, section } from 'signalbox';
import { redisLogs } from '../logs.ts';
import { redis } from '../services.ts';

const { metrics } = redisExporter;
const hits = metrics.redis_keyspace_hits_total;
const misses = metrics.redis_keyspace_misses_total;

/** Where the alerts of Redis lead. */
export const redisBoard = dashboard({
  name: 'redis',
  title: 'Redis',
  service: redis,
  sections: [
    section({
      title: 'Redis',
      panels: [
        panel.alertList({ title: 'Alerts of Redis', of: redis }),
        panel.timeseries({
          title: 'Memory, share of the limit',
          show: promql`${metrics.redis_memory_used_bytes} / (${metrics.redis_memory_max_bytes} > 0)`,
        }),
        panel.timeseries({ title: 'Memory', show: metrics.redis_memory_used_bytes }),
        panel.timeseries({ title: 'Replication lag', show: metrics.redis_connected_slave_lag_seconds }),
        panel.timeseries({ title: 'Replicas', show: metrics.redis_connected_slaves }),
        panel.timeseries({
          title: 'Commands',
          show: promql`sum by (cmd) (rate(${metrics.redis_commands_total}[$__rate_interval]))`,
        }),
        panel.timeseries({
          title: 'Keys found',
          show: promql`sum(rate(${hits}[$__rate_interval])) / (sum(rate(${hits}[$__rate_interval])) + sum(rate(${misses}[$__rate_interval])))`,
        }),
        panel.timeseries({ title: 'Clients', show: metrics.redis_connected_clients }),
        panel.logs({ title: 'Log', show: redisLogs }),
      ],
    }),
  ],
});
