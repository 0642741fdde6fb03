import { oneOf, text } from '../../../src/authored/label.ts';
import { logql, logs } from '../../../src/authored/log.ts';
import { counter, gauge, histogram, info, stateSet } from '../../../src/authored/metric.ts';
import { scraped } from '../../support/estate.ts';

const help = 'What it is.';

/** What the examples of every kind of alert are about. */
export const requests = counter({
  name: 'http_requests_total',
  help,
  labels: { route: text({ series: 20 }), code: oneOf('2xx', '4xx', '5xx') },
});
export const latency = histogram({
  name: 'http_duration_seconds',
  help,
  unit: 'seconds',
  buckets: [0.1, 0.25, 1, 2.5],
  labels: { route: text({ series: 20 }) },
});
export const nativeLatency = histogram({ name: 'rpc_duration_seconds', help, unit: 'seconds', native: true });
export const queue = gauge({ name: 'queue_depth', help, labels: { queue: oneOf('orders', 'mails') } });
export const usage = gauge({ name: 'disk_usage_ratio', help, unit: 'ratio' });
export const free = gauge({ name: 'disk_free_bytes', help, unit: 'bytes' });
export const build = info({ name: 'app_build_info', help, labels: { version: text({ series: 3 }) } });
export const components = stateSet({
  name: 'component_health',
  help,
  labels: { component: oneOf('database', 'cache') },
  states: ['healthy', 'degraded', 'unhealthy'],
});
export const checkout = scraped({ requests, latency, nativeLatency, queue, usage, free, build, components });
export const lines = logs({ service: checkout, name: 'app', labels: { level: oneOf('info', 'error') } });
export const errorLines = logql`count_over_time(${lines.where({ level: 'error' })} [5m])`;
