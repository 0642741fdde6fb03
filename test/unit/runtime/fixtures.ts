import { counter, gauge, histogram, info, oneOf, stateSet, summary, text } from 'signalbox/metrics';

export const requests = counter({
  name: 'http_requests_total',
  help: 'Requests "answered",\nby code.',
  labels: { code: oneOf('2xx', '5xx'), method: oneOf('GET', 'POST') },
});
export const byRoute = counter({
  name: 'route_requests_total',
  help: 'Requests by route.',
  labels: { route: text({ series: 3 }), code: oneOf('2xx', '5xx') },
});
export const cpuSeconds = counter({ name: 'cpu_seconds_total', help: 'CPU time.', unit: 'seconds' });
export const connections = gauge({ name: 'connections', help: 'Connections open.' });
export const queueDepth = gauge({ name: 'queue_depth', help: 'Queue depth.', labels: { queue: text({ series: 4 }) } });
export const duration = histogram({
  name: 'http_request_duration_seconds',
  help: 'Time to answer.',
  unit: 'seconds',
  labels: { route: text({ series: 3 }) },
  buckets: [1, 0.25, 0.5],
  exemplars: true,
});
export const work = histogram({ name: 'work_seconds', help: 'Work.', unit: 'seconds', buckets: [0.1, 10] });
export const size = summary({ name: 'body_size_bytes', help: 'Body sizes.', unit: 'bytes', quantiles: [0.5, 0.99] });
export const build = info({ name: 'build_info', help: 'What runs.', labels: { version: text({ series: 1 }) } });
export const phase = stateSet({ name: 'phase', help: 'Phase.', states: ['starting', 'running'] });
export const agentHealth = stateSet({
  name: 'agent_health_status',
  help: 'Health.',
  labels: { agent: text({ series: 3 }) },
  states: ['healthy', 'degraded', 'unhealthy'],
});
export const unrelated = 'not a metric';
