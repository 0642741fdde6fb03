/**
 * The shop: the estate that every example of docs/checks.md adds to. By itself it has no findings.
 *
 * An example is a file of definitions without its imports and its `export`s: every name of this file and everything signalbox exports
 * is in scope, each `const` at its top is exported, and a name that the shop has too replaces the shop's. A definition may stand without
 * a name, and a part of one stands for a definition that holds it: a query is the `when` of a warning of checkout; checks.md has the rest.
 */
import {
  alertmanager,
  collector,
  counter,
  environment,
  gauge,
  grafana,
  histogram,
  info,
  logs,
  loki,
  number,
  oneOf,
  pagerduty,
  prometheus,
  routing,
  secret,
  service,
  slack,
  system,
  tail,
  team,
  tempo,
  text,
  traceId,
  traces,
} from 'signalbox';

// what definitions are written with; `latency` below is the histogram, so the SLI of that name is `signalbox.latency`
export * from 'signalbox';
export * as signalbox from 'signalbox';

export const payments = team({
  name: 'payments',
  page: pagerduty({ routingKey: secret.file('pagerduty-payments') }),
  ticket: slack({ channel: '#payments', apiUrl: secret.file('slack-url') }),
});
export const shop = system({ name: 'shop', owner: payments });

export const requests = counter({
  name: 'http_requests_total',
  help: 'HTTP requests answered.',
  labels: { route: text({ series: 20 }), method: oneOf('GET', 'POST'), code: oneOf('2xx', '4xx', '5xx') },
});
export const errors = counter({
  name: 'checkout_errors_total',
  help: 'Checkouts that failed.',
  labels: { reason: oneOf('timeout', 'refused') },
});
export const latency = histogram({
  name: 'http_request_duration_seconds',
  help: 'Time from a request to its answer.',
  unit: 'seconds',
  labels: { route: text({ series: 20 }) },
  buckets: [0.1, 0.3, 1, 3],
});
export const queue = gauge({ name: 'queue_depth', help: 'Messages waiting.', labels: { queue: oneOf('orders', 'mails') } });
export const memory = gauge({ name: 'process_memory_bytes', help: 'Memory in use.', unit: 'bytes' });
export const usage = gauge({ name: 'disk_usage_ratio', help: 'Share of the disk in use.', unit: 'ratio' });
export const lastRun = gauge({ name: 'last_run_timestamp_seconds', help: 'When the nightly job ended.', unit: 'seconds' });
export const build = info({ name: 'app_build_info', help: 'What is running.', labels: { version: text({ series: 3 }) } });

export const checkout = service({
  name: 'checkout',
  system: shop,
  owner: payments,
  tier: 1,
  metrics: [requests, errors, latency, queue, memory, usage, lastRun, build],
  scrape: { port: 9464 },
});

export const accessLogs = logs({
  service: checkout,
  name: 'access',
  labels: { level: oneOf('info', 'warn', 'error') },
  fields: { route: text(), durationMs: number(), traceId: traceId() },
});
export const checkoutTraces = traces({
  service: checkout,
  propagation: ['tracecontext', 'baggage'],
  attributes: { 'cart.items': number(), 'payment.method': text() },
  sampling: tail({ keepErrors: true, keepSlowerThan: '1s', otherwise: '10%', decideAfter: '10s' }),
});

export const routes = routing({ fallback: payments.ticket });

export const production = environment({
  name: 'production',
  labels: { cluster: 'eu1' },
  prometheus: prometheus({ version: '3.15', scrapeInterval: '15s', evaluationInterval: '30s', retention: '90d' }),
  alertmanager: alertmanager({ version: '0.34' }),
  loki: loki({ version: '3.7', retention: '30d' }),
  tempo: tempo({ version: '3.0' }),
  collector: collector({ version: '0.156' }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  runbooks: 'https://runbooks.example.org',
});
