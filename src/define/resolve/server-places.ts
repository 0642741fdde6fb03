import { isKind } from '../../authored/authored-values.ts';
import { isRecord } from '../../kernel/canonical.ts';
import { LOKI_NAMED, TEMPO_NAMED } from './named-limits.ts';
import {
  ADDRESS,
  countTo,
  group,
  list,
  map,
  needed,
  type OptionKind,
  oneOf,
  places,
  STRING,
  SWITCH,
  TIME,
  TREE,
  text,
  URL,
} from './option-kinds.ts';
import type { Place } from './place.ts';

const STORES = ['s3', 'gcs', 'azure', 'filesystem'];

const STORE: OptionKind = {
  fits: (value) => isKind(value, ['object-store']) && STORES.includes(String(value['type'])),
  wanted: "s3({ bucket: '…' }), gcs({ … }), azureBlob({ … }) or filesystem({ … })",
};
const ENCRYPTION: OptionKind = {
  fits: (value) => value === 'SSE-S3' || (isRecord(value) && typeof value['kmsKey'] === 'string' && value['kmsKey'] !== ''),
  wanted: "'SSE-S3', or a key of AWS KMS: { kmsKey: 'alias/observability' }",
};
const EXPORTER: OptionKind = { fits: (value) => isKind(value, ['exporter']), wanted: 'an exporter: exporter.jaeger({ … })' };
const HEADERS = map(STRING, 'Header');
/** Each is read by a process of its own. As many has a topic that Tempo or Mimir makes when nobody says how many. */
const MOST_PARTITIONS = 1_000;
const KAFKA = group({ address: needed(ADDRESS), topic: text('spans'), partitions: countTo(MOST_PARTITIONS) });
const MEMCACHED = text('memcached:11211');
const STORED = { url: URL, tenant: STRING, raw: TREE, store: STORE, retention: TIME };
const GATEWAYS = group({
  at: list(text('gateway-0:4317')),
  dns: text('otel-gateways'),
  kubernetes: text('otel-gateways.monitoring'),
  balance: oneOf('trace', 'service'),
  raw: TREE,
});

/** How many, and for how long, is looked at where it is read. */
const MIMIR_LIMITS: OptionKind = { ...group({ raw: TREE }), wanted: '{ retention, series, samplesPerSecond, … }' };
const LOKI_LIMITS = group({ retention: TIME, limits: { ...TREE, inside: LOKI_NAMED } });
const TEMPO_LIMITS = group({ retention: TIME, overrides: { ...TREE, inside: TEMPO_NAMED } });

/** What a tenant has in each server. */
export const LIMITS = group({ metrics: MIMIR_LIMITS, logs: LOKI_LIMITS, traces: TEMPO_LIMITS });

/** By what holds the options: a server, or a store. */
export const SERVER_PLACES: Readonly<Record<string, readonly Place[]>> = {
  'server prometheus': places({
    url: URL,
    mode: oneOf('server', 'agent'),
    rules: oneOf('here', 'store'),
    remoteWrite: list(group({ url: needed(URL), headers: HEADERS, only: oneOf('all', 'recordings') })),
  }),
  'server alertmanager': places({
    url: URL,
    peers: list(text('alertmanager-0:9093')),
    smtp: group({ username: STRING, hello: STRING, requireTls: SWITCH }),
  }),
  'server grafana': places({ url: needed(URL), managedAlerts: SWITCH, v2beta1: SWITCH }),
  'server loki': places({
    ...STORED,
    form: oneOf('single', 'scalable', 'distributed'),
    replication: oneOf(1, 3, 5),
    caches: group({ chunks: MEMCACHED, results: MEMCACHED }),
    zones: list(text('a')),
    tenants: map(LOKI_LIMITS, 'tenant'),
  }),
  'server tempo': places({
    ...STORED,
    form: oneOf('single', 'distributed'),
    kafka: KAFKA,
    tenants: map(TEMPO_LIMITS, 'tenant'),
  }),
  'server mimir': places({
    ...STORED,
    form: oneOf('single', 'distributed'),
    replication: oneOf(1, 3, 5),
    kafka: KAFKA,
    zones: list(text('a')),
    caches: group({ chunks: MEMCACHED, index: MEMCACHED, metadata: MEMCACHED, results: MEMCACHED }),
    deduplicate: SWITCH,
    defaults: MIMIR_LIMITS,
    limits: map(MIMIR_LIMITS, 'tenant'),
    rules: oneOf('none', 'loaded', 'evaluated'),
  }),
  'server collector': places({
    url: URL,
    receive: list(oneOf('files', 'syslog', 'journald', 'hostmetrics')),
    exporters: list(EXPORTER),
    enrich: map(STRING, 'attribute'),
    featureGates: list(text('transform.flatten.logs')),
    form: oneOf('single', 'tiers'),
    gateways: {
      ...GATEWAYS,
      fits: (value) => GATEWAYS.fits(value) && ['at', 'dns', 'kubernetes'].some((by) => Object.hasOwn(Object(value), by)),
      wanted: "{ dns: 'otel-gateways' }, { at: ['gateway-0:4317'] } or { kubernetes: 'name.namespace' }",
    },
    raw: TREE,
  }),
  'object-store s3': places({
    bucket: needed(text('samples')),
    region: text('eu-central-1'),
    endpoint: text('https://s3.example.org'),
    pathStyle: SWITCH,
    encryption: ENCRYPTION,
    expires: TIME,
  }),
  'object-store gcs': places({ bucket: needed(text('samples')), expires: TIME }),
  'object-store azure': places({
    account: needed(text('monitoring')),
    container: needed(text('samples')),
    endpointSuffix: text('blob.core.chinacloudapi.cn'),
    expires: TIME,
  }),
  'object-store filesystem': places({ directory: needed(text('/data')) }),
};
