import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { collectorConfig } from '../../../../src/artifacts/collector-config/index.ts';
import { BATCHED } from '../../../../src/exporters/batching.ts';
import type { CollectorServer, Servers } from '../../../../src/model/environment.ts';
import type { LogStream } from '../../../../src/model/telemetry.ts';
import { textOf } from '../../../golden/telemetry/compiled.ts';
import {
  agent,
  appLogs,
  auditLogs,
  collector,
  derived,
  environment,
  logStream,
  loki,
  master,
  tempo,
} from '../../../golden/telemetry/estate.ts';
import { SAMPLES } from '../../exporters/samples.ts';

interface Config {
  readonly receivers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly processors: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly exporters: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly service: {
    readonly extensions: readonly string[];
    readonly pipelines: Readonly<Record<string, { receivers: string[]; processors: string[]; exporters: string[] }>>;
  };
}

/** Read back by a parser we did not write. */
function config(
  server: Partial<CollectorServer>,
  streams: readonly LogStream[] = [appLogs, auditLogs],
  servers: Partial<Servers> = { loki, tempo },
): Config {
  const text = textOf(collectorConfig, { ...servers, collector: { ...collector, ...server } }, derived({ logStreams: streams }));
  return load(text) as Config;
}

test('without the gate, labels of OTLP lines are sorted by groupbyattrs', () => {
  const { processors, service } = config({ featureGates: [] });
  expect(processors['groupbyattrs']).toEqual({ keys: ['stream', 'component', 'level'] });
  expect(service.pipelines['logs']?.processors).toEqual([
    ...['memory_limiter', 'resource', 'transform/level', 'groupbyattrs', 'transform/stream'],
    ...['redaction', 'transform/redact'],
  ]);
});

test('a service with several streams names them itself', () => {
  const other = logStream({ service: master, name: 'jobs' });
  const text = JSON.stringify(config({}, [appLogs, other]).processors['transform/labels']);
  expect(text).not.toContain('== \\"phoenix-master\\"');
  expect(JSON.stringify(config({}, [appLogs]).processors['transform/labels'])).toContain('== \\"phoenix-master\\"');
});

test('nothing to redact, nothing that redacts; no stream, no labels', () => {
  expect(Object.keys(config({}, []).processors)).toEqual(['memory_limiter', 'resource', 'tail_sampling']);
});

test('journald by unit, syslog by application', () => {
  const units = logStream({ service: agent, name: 'unit', from: 'journald' });
  const lines = logStream({ service: master, name: 'lines', from: 'syslog' });
  const { receivers, service } = config({ receive: ['journald', 'syslog'] }, [units, lines]);
  expect(receivers['journald/phoenix-agent-unit']).toMatchObject({
    units: ['phoenix-agent.service'],
    resource: { stream: 'unit' },
  });
  expect(receivers['syslog']).toMatchObject({
    protocol: 'rfc5424',
    operators: [
      { if: 'attributes.appname == "phoenix-master"', field: 'resource["service.name"]', value: 'phoenix-master' },
      { value: 'lines' },
    ],
  });
  expect(service.pipelines['logs']?.receivers).toEqual(['otlp', 'journald/phoenix-agent-unit', 'syslog']);
});

test('a value outside a closed set never becomes an index label', () => {
  const { operators } = config({}, [auditLogs]).receivers['file_log/phoenix-master-audit'] as {
    operators: { type: string; if: string }[];
  };
  expect(operators.at(-1)).toMatchObject({ type: 'move', if: 'attributes["level"] in ["info"]', to: 'resource["level"]' });
});

test('tenants are named to each server', () => {
  const { exporters } = config({}, [], {
    loki: { ...loki, tenant: 'a' },
    tempo: { ...tempo, tenant: 'b', url: 'https://tempo.example.org' },
  });
  expect(exporters['otlp_http/loki']).toEqual({
    endpoint: 'http://loki:3100/otlp',
    headers: { 'X-Scope-OrgID': 'a' },
    ...BATCHED,
  });
  expect(exporters['otlp_grpc/tempo']).toEqual({
    endpoint: 'tempo.example.org:4317',
    headers: { 'X-Scope-OrgID': 'b' },
    tls: { min_version: '1.2' },
    ...BATCHED,
  });
});

test('other ways out join the pipelines of their signals, with their extensions', () => {
  const { extensions, service } = config({ exporters: SAMPLES });
  expect(service.pipelines['traces']?.exporters).toEqual([
    ...['otlp_grpc/tempo', 'otlp_grpc/jaeger', 'otlp_grpc/vendor', 'otlp_http/other', 'debug/console'],
    ...['elasticsearch', 'awsxray', 'googlecloud', 'azuremonitor', 'file'],
  ]);
  expect(service.extensions).toEqual(['health_check', 'file_storage', 'basicauth/mimir']);
  expect(extensions['basicauth/mimir']).toBeDefined();
});

test('every dollar is doubled but those of references', () => {
  const streams = [logStream({ service: master, name: 'app', redactKeys: ['a$'], redactPatterns: ['x$'] })];
  const text = JSON.stringify(config({ exporters: SAMPLES, enrich: { price: '5$' } }, streams));
  expect(text.replaceAll('$$', '').match(/\$(?!\{(?:env|file):)/g)).toBeNull();
  expect(text).toContain('5$$');
});

test('raw is merged key by key, and null removes', () => {
  const { extensions, processors } = config({
    raw: { processors: { memory_limiter: { limit_percentage: 70 } }, extensions: { health_check: null } },
  });
  expect(processors['memory_limiter']).toMatchObject({ check_interval: '1s', limit_percentage: 70 });
  expect(extensions).not.toHaveProperty('health_check');
});

test('a stream nobody reads, and a collector that sends nowhere, are said', () => {
  const none: Partial<Servers> = { prometheus: undefined, collector: { ...collector, receive: [] } };
  const { diagnostics } = collectorConfig.compile({ derived: derived(), environment: environment(none) });
  expect(diagnostics).toMatchObject([
    { code: 'collector/no-exporter', severity: 'error', at: 'estate/environment/production' },
    { code: 'collector/stream-not-received', severity: 'warning', at: auditLogs.address, origin: auditLogs.origin },
  ]);
});
