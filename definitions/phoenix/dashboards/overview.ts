/** Section 7.1: System overview. */
import { dashboard, haproxy, labelValues, logql, panel, promql, redisExporter, section } from 'signalbox';
import { appLogs } from '../logs.ts';
import {
  cacheHits,
  cacheMisses,
  openConnections,
  requestDuration,
  requestSize,
  requests,
  responseSize,
} from '../master/metrics.ts';
import { cpuUsage, memoryLimit, memoryUsage } from '../metrics.ts';
import { master, phoenix } from '../services.ts';
import { availability, fast } from '../slos.ts';

const instance = labelValues({ of: cpuUsage, label: 'instance', multi: true });
const redis = redisExporter.metrics;
const answered = haproxy.metrics.haproxy_backend_http_responses_total;

export const overview = dashboard({
  name: 'overview',
  title: 'System overview',
  system: phoenix,
  variables: [instance],
  sections: [
    section({
      title: 'Now',
      panels: [
        panel.stat({ title: 'Availability', show: availability.attained, goal: availability }),
        panel.stat({ title: 'Fast requests', show: fast.attained, goal: fast }),
        panel.stat({ title: 'Requests', show: requests.where({ instance }) }),
        panel.stat({ title: 'Open connections', show: promql`sum(${openConnections.where({ instance })})` }),
        panel.alertList({ title: 'Alerts of the masters', of: master, width: 24 }),
      ],
    }),
    section({
      title: 'Traffic',
      panels: [
        panel.timeseries({
          title: 'Request rate',
          show: promql`sum by (status) (rate(${requests.where({ instance })}[$__rate_interval]))`,
        }),
        panel.timeseries({
          title: 'Answers of the load balancer',
          show: promql`sum by (code) (rate(${answered}[$__rate_interval]))`,
        }),
        panel.timeseries({ title: 'Latency', show: requestDuration.where({ instance }) }),
        panel.heatmap({ title: 'Latency, spread', show: requestDuration.where({ instance }) }),
        panel.timeseries({ title: 'Request size', show: requestSize.where({ instance }) }),
        panel.timeseries({ title: 'Response size', show: responseSize.where({ instance }) }),
      ],
    }),
    section({
      title: 'Processes',
      panels: [
        panel.timeseries({ title: 'CPU usage', show: cpuUsage.where({ instance }), max: 1 }),
        panel.timeseries({ title: 'Memory usage', show: memoryUsage.where({ instance }) }),
        panel.gauge({
          title: 'Memory, share of the limit',
          show: promql`max by (instance) (${memoryUsage.where({ instance })} / ${memoryLimit.where({ instance })})`,
        }),
      ],
    }),
    section({
      title: 'Cache and Redis',
      panels: [
        panel.timeseries({
          title: 'Plans found in the cache',
          show: promql`sum(rate(${cacheHits.where({ instance })}[$__rate_interval])) / (sum(rate(${cacheHits.where({ instance })}[$__rate_interval])) + sum(rate(${cacheMisses.where({ instance })}[$__rate_interval])))`,
        }),
        panel.timeseries({ title: 'Redis memory', show: redis.redis_memory_used_bytes }),
        panel.timeseries({
          title: 'Redis commands',
          show: promql`sum by (cmd) (rate(${redis.redis_commands_total}[$__rate_interval]))`,
        }),
        panel.timeseries({ title: 'Redis clients', show: redis.redis_connected_clients }),
      ],
    }),
    section({
      title: 'Evidence',
      panels: [
        panel.timeseries({ title: 'Lines logged', show: logql`sum by (level) (rate(${appLogs}[$__auto]))`, unit: 'cps' }),
        panel.logs({ title: 'Errors', show: appLogs.where({ level: 'error' }) }),
        panel.traces({
          title: 'Slow or failed',
          show: { traceql: '{ resource.service.name =~ "phoenix-.+" && (duration > 1s || status = error) }' },
        }),
      ],
    }),
  ],
});
