/** The shop on many machines in two regions: what docs/scale-tiers.md shows. */
import { alertmanager, collector, environment, loki, prometheus, s3, tempo } from 'signalbox';
import { checkout } from './shop.ts';

const store = [{ url: 'https://mimir.example.org/api/v1/push', headers: { 'X-Scope-OrgID': 'shop' } }] as const;

export const eu = environment({
  name: 'eu',
  region: 'eu',
  labels: { cluster: 'eu1' },
  prometheus: prometheus({ version: '3.15', replicas: 2, remoteWrite: store, retention: '90d' }),
  alertmanager: alertmanager({ version: '0.34', peers: ['alertmanager-0:9093', 'alertmanager-1:9093'] }),
  loki: loki({
    version: '3.7',
    form: 'distributed',
    store: s3({ bucket: 'logs', expires: '400d' }),
    zones: ['eu-a', 'eu-b', 'eu-c'],
    caches: { chunks: 'memcached-chunks:11211', results: 'memcached-results:11211' },
    tenant: 'shop',
    tenants: { bank: { retention: '365d', limits: { ingestion_rate_mb: 20 } } },
  }),
  tempo: tempo({
    version: '3.0',
    form: 'distributed',
    store: s3({ bucket: 'traces' }),
    kafka: { address: 'kafka:9092' },
    tenant: 'shop',
    tenants: { bank: { retention: '30d' } },
  }),
  collector: collector({ version: '0.156', form: 'tiers', gateways: { dns: 'otel-gateways' } }),
  runbooks: 'https://runbooks.example.org',
});

export const us = environment({
  name: 'us',
  region: 'us',
  labels: { cluster: 'us1' },
  prometheus: prometheus({
    version: '3.15',
    shards: 2,
    replicas: 2,
    rules: 'store',
    remoteWrite: store,
    retention: '90d',
  }),
  alertmanager: alertmanager({ version: '0.34', peers: ['alertmanager-0:9093', 'alertmanager-1:9093'] }),
  runbooks: 'https://runbooks.example.org',
});

export const world = environment({
  name: 'world',
  prometheus: prometheus({ version: '3.15', retention: '90d' }), // its rules go to the ruler of the store
  alertmanager: alertmanager({ version: '0.34' }),
  globalFor: [checkout],
  runbooks: 'https://runbooks.example.org',
});
