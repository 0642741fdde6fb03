import { alert, promql, redisExporter, threshold } from 'signalbox';
import { redis } from '../services.ts';

const { metrics } = redisExporter;
const up = metrics.redis_up;
const lag = metrics.redis_connected_slave_lag_seconds;
const used = metrics.redis_memory_used_bytes;
const limit = metrics.redis_memory_max_bytes;
const refused = metrics.redis_rejected_connections_total;

// `up` only says that the exporter answers; `redis_up` says whether Redis does
export const redisDown = alert({
  service: redis,
  name: 'RedisDown',
  severity: 'critical',
  for: '1m',
  when: promql`${up} == 0 or up{job="phoenix-redis"} == 0`,
  summary: 'Redis does not answer.',
  description: '{{ $labels.instance }} has not answered for a minute.',
  runbook: {
    impact: 'Masters lose their cache and the state they share; requests become slow or fail.',
    steps: [
      'See whether the process runs and what its last log lines say; out of memory is the usual end.',
      'If it was a master, see whether a replica has been promoted; if not, promote one.',
      'If only the exporter is gone, restart that.',
    ],
  },
});

export const redisMemoryHigh = alert({
  service: redis,
  name: 'RedisMemoryHigh',
  severity: 'warning',
  for: '10m',
  when: promql`${used} / (${limit} > 0) > ${'90%'}`,
  summary: 'Redis is near its memory limit.',
  description: '{{ $labels.instance }} uses {{ $value | humanizePercentage }} of maxmemory.',
  runbook: {
    impact: 'At the limit it evicts keys or refuses writes, as its policy says.',
    steps: [
      'See which keys have grown: redis-cli --bigkeys.',
      'See whether keys are written without an expiry.',
      'Raise maxmemory if the host has room.',
    ],
  },
});

export const redisReplicationLag = threshold({
  service: redis,
  name: 'RedisReplicationLag',
  severity: 'warning',
  of: lag,
  above: '10s',
  for: '5m',
  cooldown: '5m',
  summary: 'A Redis replica lags behind.',
  description: 'Replica {{ $labels.slave_ip }} is {{ $value | humanizeDuration }} behind {{ $labels.instance }}.',
  runbook: {
    impact: 'Reads from the replica are old, and a failover now would lose the writes it has not seen.',
    steps: [
      'See whether the network between them or the disk of the replica is busy.',
      'See whether a dump or a full resync is running: it passes.',
    ],
  },
});

export const redisConnectionsRejected = alert({
  service: redis,
  name: 'RedisConnectionsRejected',
  severity: 'warning',
  for: '5m',
  when: promql`rate(${refused}[5m]) > 0`,
  summary: 'Redis refuses connections.',
  description: '{{ $labels.instance }} is at maxclients and refuses {{ $value | humanize }} connections a second.',
  runbook: {
    impact: 'Some masters work without cache and shared state.',
    steps: [
      'See which client holds so many: redis-cli client list.',
      'A pool without a bound is the usual cause; restart that client.',
    ],
  },
});

export const redisWithoutLimit = alert({
  service: redis,
  name: 'RedisWithoutMemoryLimit',
  severity: 'info',
  for: '1h',
  when: promql`${limit} == 0`,
  summary: 'A Redis has no memory limit.',
  description: '{{ $labels.instance }} runs without maxmemory, so RedisMemoryHigh cannot watch it.',
  runbook: {
    impact: 'None yet. It grows until the kernel kills it, instead of evicting keys.',
    steps: ['Set maxmemory and a maxmemory-policy, in its configuration too.'],
  },
});
