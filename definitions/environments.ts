import {
  alertmanager,
  collector,
  environment,
  grafana,
  kubernetes,
  loki,
  prometheus,
  s3,
  s3Archive,
  secret,
  tempo,
} from 'signalbox';
import { userService } from './cqrs/services.ts';
import { host as flowHost, orchestrator, stepServices } from './flow-orchestrator/services.ts';
import { agent, host, loadBalancer, master, redis } from './phoenix/services.ts';
import { app, host as appHost } from './platform/services.ts';
import { engine, host as engineHost, api as workflowApi } from './workflow-engine/services.ts';

export const production = environment({
  name: 'production',
  labels: { cluster: 'eu1' },
  prometheus: prometheus({
    version: '3.15',
    scrapeInterval: '15s',
    retention: '90d',
    // roll-ups are kept for years, and what asks for it by its `retention`; raw series for the 90 days that incidents need
    remoteWrite: [{ url: 'https://mimir.example.org/api/v1/push', credentials: secret.file('mimir-token'), only: 'recordings' }],
  }),
  alertmanager: alertmanager({
    version: '0.34',
    smtp: {
      smarthost: 'smtp.example.org:587',
      from: 'phoenix@example.org',
      username: 'phoenix',
      password: secret.file('smtp-password'),
    },
  }),
  loki: loki({
    version: '3.7',
    form: 'distributed',
    store: s3({ bucket: 'phoenix-logs', region: 'eu-central-1', encryption: 'SSE-S3' }),
    caches: { chunks: 'memcached-chunks:11211', results: 'memcached-results:11211' },
    replication: 3,
    retention: '30d',
    raw: { ingester: { chunk_idle_period: '1h', chunk_retain_period: '30s' } },
  }),
  // as long as the lines: a step of a workflow is told apart by its span
  tempo: tempo({
    version: '3.0',
    store: s3({ bucket: 'phoenix-traces', region: 'eu-central-1', encryption: 'SSE-S3' }),
    retention: '30d',
  }),
  collector: collector({
    version: '0.156',
    receive: ['files', 'journald', 'hostmetrics'],
    // what Loki deletes after its retention stays in the bucket, as long as its lifecycle says
    exporters: [s3Archive({ bucket: 'phoenix-log-archive', region: 'eu-central-1' })],
  }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  // workers of the flows run there, and nothing that watches them: KEDA scales them by what Prometheus says
  kubernetes: kubernetes({ version: '1.36', namespace: 'flows', objects: 'scaling' }),
  runbooks: 'https://runbooks.example.org/phoenix',
});

/** The local stack of deploy/: every server in a container, the demo beside them. */
export const stack = environment({
  name: 'stack',
  prometheus: prometheus({
    version: '3.15',
    scrapeInterval: '5s',
    evaluationInterval: '5s',
    retention: '30d',
    url: 'http://prometheus:9090',
  }),
  alertmanager: alertmanager({
    version: '0.34',
    url: 'http://alertmanager:9093',
    // nobody listens there: mail of the local stack goes nowhere
    smtp: { smarthost: '127.0.0.1:1025', from: 'phoenix@example.org' },
  }),
  loki: loki({ version: '3.7', url: 'http://loki:3100' }),
  tempo: tempo({ version: '3.0', url: 'http://tempo:3200' }),
  collector: collector({ version: '0.156', url: 'http://collector:4318', receive: ['files'] }),
  grafana: grafana({ version: '12.4', url: 'http://localhost:3000' }),
  runs: [
    { service: master, at: ['demo:9464'] },
    { service: agent, at: ['demo:9465', 'demo:9466'] },
    // not part of the demo: without targets, nothing is down
    { service: redis, at: [] },
    { service: loadBalancer, at: [] },
    { service: host, at: [] },
    { service: userService, at: [] },
    { service: orchestrator, at: [] },
    { service: flowHost, at: [] },
    { service: app, at: [] },
    { service: appHost, at: [] },
    { service: engine, at: [] },
    { service: workflowApi, at: [] },
    { service: engineHost, at: [] },
    ...stepServices.map((service) => ({ service, at: [] })),
  ],
  runbooks: 'https://runbooks.example.org/phoenix',
});
