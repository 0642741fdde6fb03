import {
  alertmanager,
  azureBlob,
  collector,
  environment,
  filesystem,
  gcs,
  grafana,
  loki,
  mimirServer,
  prometheus,
  s3,
  tempo,
  tenant,
} from 'signalbox';
import { describe, expect, test } from 'vitest';
import { base, resolveAll } from '../../../support/estate.ts';

const itself: Record<string, unknown> = {};
itself['a'] = { b: itself };

/** What is told of an option whose value, or name, does not fit. */
function told(it: object): string[] {
  const found = resolveAll({ ...base, it }).diagnostics.filter(
    ({ code }) => code === 'definition/wrong-value' || code === 'definition/unknown-option',
  );
  for (const { origin, fix, at } of found) expect([at, origin, fix]).not.toContain(undefined);
  return found.map(({ message }) => message.match(/^`([^`]*)`/)?.[1] ?? message);
}

const forced = (options: object) => options as never;
/** Options, and the fields that are told. */
type Wrong = readonly [options: object, ...told: string[]];

const SERVERS = {
  prometheus: (options: object) => prometheus(forced({ version: '3.15', ...options })),
  alertmanager: (options: object) => alertmanager(forced({ version: '0.34', ...options })),
  grafana: (options: object) => grafana(forced({ version: '12.4', url: 'https://g.example.org', ...options })),
  loki: (options: object) => loki(forced({ version: '3.7', ...options })),
  tempo: (options: object) => tempo(forced({ version: '3.0', ...options })),
  mimir: (options: object) => mimirServer(forced({ version: '3.0', ...options })),
  collector: (options: object) => collector(forced({ version: '0.156', ...options })),
};

const OF_SERVERS: Readonly<Record<keyof typeof SERVERS, readonly Wrong[]>> = {
  prometheus: [
    [{ mode: 'zork', rules: 'x' }, 'mode', 'rules'],
    [{ mode: null, rules: 5, url: 'here' }, 'url', 'mode', 'rules'],
    [{ remoteWrite: 'http://x' }, 'remoteWrite'],
    [
      { remoteWrite: [{}, { url: 'not a url' }, { url: 'http://x', headers: null, only: 'x' }] },
      ...['remoteWrite.0.url', 'remoteWrite.1.url', 'remoteWrite.2.headers', 'remoteWrite.2.only'],
    ],
    [{ remoteWrite: ['http://x', 5] }, 'remoteWrite.0', 'remoteWrite.1'],
  ],
  alertmanager: [
    [{ peers: 'x' }, 'peers'],
    [{ peers: [5, ''], smtp: null }, 'peers.0', 'peers.1', 'smtp'],
    [
      { smtp: { smarthost: 'm:25', from: 'a@b', username: 5, hello: null, requireTls: 'yes' } },
      ...['smtp.username', 'smtp.hello', 'smtp.requireTls'],
    ],
  ],
  grafana: [[{ url: undefined, managedAlerts: 'yes', v2beta1: null }, 'url', 'managedAlerts', 'v2beta1']],
  loki: [
    [{ form: 'zork' }, 'form'],
    [{ form: null, store: 's3://x', replication: -1 }, 'store', 'form', 'replication'],
    [{ tenants: null, caches: null, zones: null }, 'caches', 'zones', 'tenants'],
    [{ tenants: { a: null }, tenant: 'x' }, 'tenants.a'],
    [
      { form: 'distributed', replication: 2, zones: ['a', 5], caches: 'x', tenants: ['a'], tenant: 5 },
      ...['tenant', 'replication', 'caches', 'zones.1', 'tenants'],
    ],
    [{ tenants: { a: { limits: 'x', zork: 1, retention: 5 } } }, 'tenants.a.zork', 'tenants.a.retention', 'tenants.a.limits'],
    [{ caches: { chunks: 5, results: '' } }, 'caches.chunks', 'caches.results'],
    [{ raw: itself }, 'raw.a.b'],
    [{ raw: { limits_config: { a: 5n } } }, 'raw.limits_config.a'],
    [{ raw: null, retention: 5, url: 5 }, 'url', 'raw', 'retention'],
    [{ raw: { when: new Date(0) } }, 'raw.when'],
  ],
  tempo: [
    [{ form: 'zork', store: 'x' }, 'store', 'form'],
    [{ form: 'distributed', kafka: {} }, 'kafka.address'],
    [{ kafka: { address: 'kafka', topic: '', partitions: 0 } }, 'kafka.address', 'kafka.topic', 'kafka.partitions'],
    [{ kafka: { address: 'kafka:9092', partitions: 1_001 } }, 'kafka.partitions'],
    [{ kafka: { address: 'kafka:9092', password: 'x', sasl: {} } }, 'kafka.password', 'kafka.sasl'],
    [{ tenants: { a: null, b: { overrides: [] } } }, 'tenants.a', 'tenants.b.overrides'],
  ],
  mimir: [
    [{ form: 'zork', zones: 'abc', rules: 'maybe', deduplicate: 'yes' }, ...['form', 'zones', 'deduplicate', 'rules']],
    [{ form: 'distributed', replication: -1 }, 'replication'],
    [{ tenant: null, store: null, limits: { x: { zork: 1 } } }, 'limits.x.zork', 'tenant', 'store'],
    [{ limits: null, defaults: 'x' }, 'defaults', 'limits'],
    [{ limits: { shop: null, other: { raw: [] } } }, 'limits.shop', 'limits.other.raw'],
    [{ kafka: { address: 'kafka:9092', partitions: 1_001 } }, 'kafka.partitions'],
    [{ kafka: { address: '' }, caches: { chunks: 5, zork: 'x' } }, 'caches.zork', 'kafka.address', 'caches.chunks'],
  ],
  collector: [
    [{ form: 'zork', receive: ['x'], replicas: 2 }, 'receive.0', 'form'],
    [{ form: 'tiers', gateways: 'x' }, 'gateways'],
    [{ form: 'tiers', gateways: {} }, 'gateways'],
    [{ form: 'tiers', gateways: { at: 'x', balance: 'zork' } }, 'gateways.at', 'gateways.balance'],
    [{ exporters: ['x'], enrich: { a: 5 }, featureGates: 'x', raw: 5 }, 'exporters.0', 'enrich.a', 'featureGates', 'raw'],
  ],
};

describe.each(Object.entries(OF_SERVERS))('of %s', (server, all) => {
  const make = SERVERS[server as keyof typeof SERVERS]; // its key
  test.each(cases(all))('$options is told', ({ options, fields }) => {
    const live = environment({ name: 'live', [server]: make(options) } as never);
    expect(told(live).toSorted()).toEqual(fields.map((field) => (isUnknown(field) ? field : `${server}.${field}`)).toSorted());
  });
});

function cases(all: readonly Wrong[]) {
  return all.map(([options, ...fields]) => ({ options, fields }));
}

/** What is no option at all is told by the path the constructor was given. */
function isUnknown(field: string): boolean {
  return /zork|password|sasl/.test(field);
}

test.each([
  [s3, { bucket: null, pathStyle: 'yes' }, ['bucket', 'pathStyle']],
  [s3, { bucket: 'samples', encryption: 'yes' }, ['encryption']],
  [s3, { bucket: 'samples', encryption: { kmsKey: '' } }, ['encryption']],
  [s3, { bucket: '', region: 5, endpoint: [] }, ['bucket', 'endpoint', 'region']],
  [gcs, {}, ['bucket']],
  [azureBlob, { account: 5, container: null, endpointSuffix: '' }, ['account', 'container', 'endpointSuffix']],
  [filesystem, { directory: 5 }, ['directory']],
])('of a store: %o %o is told', (make, options, fields) => {
  const live = environment({ name: 'live', loki: loki({ version: '3.7', store: make(forced(options)) }) });
  expect(told(live).toSorted()).toEqual(fields.map((field) => `loki.store.${field}`));
});

test.each(
  cases([
    [{ limits: null }, 'limits'],
    [{ limits: 'x' }, 'limits'],
    [{ limits: { logs: 'x', traces: [], metrics: null } }, 'limits.metrics', 'limits.logs', 'limits.traces'],
    [{ limits: { logs: { limits: itself } }, retention: 5 }, 'retention', 'limits.logs.limits.a.b'],
    [
      {
        limits: {
          logs: { limits: { ingestion_rate_mb: 0, max_query_length: 'bogus', max_query_series: '5', volume_enabled: 1 } },
        },
      },
      ...['ingestion_rate_mb', 'max_query_length', 'max_query_series', 'volume_enabled'].map(
        (name) => `limits.logs.limits.${name}`,
      ),
    ],
    [
      { limits: { traces: { overrides: { ingestion: { rate_limit_bytes: 'x' }, global: 5 } } } },
      ...['limits.traces.overrides.global', 'limits.traces.overrides.ingestion.rate_limit_bytes'],
    ],
    [{ limits: { logs: { limits: { ingestion_rate_mb: 0.5, max_query_length: '12h30m', other: [1] } } } }],
    [{ limits: { metrics: { zork: 1 }, zork: {} } }, 'limits.metrics.zork', 'limits.zork'],
  ]),
)('of a tenant: $options is told', ({ options, fields }) => {
  expect(told(tenant(forced({ name: 'bank', ...options }))).toSorted()).toEqual(fields.toSorted());
});

test.each(
  cases([
    [{ region: 5, labels: { c: 5, d: null } }, 'labels.c', 'labels.d', 'region'],
    [{ region: '', runbooks: 5, globalFor: 'x' }, 'globalFor', 'region', 'runbooks'],
    [{ region: 'a"\nb', globalFor: [5] }, 'globalFor.0', 'region'],
  ]),
)('of an environment: $options is told', ({ options, fields }) => {
  expect(told(environment(forced({ name: 'live', ...options }))).toSorted()).toEqual(fields.toSorted());
});
