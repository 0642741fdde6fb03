import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { collectorConfig } from '../../../../src/artifacts/collector-config/index.ts';
import type { CollectorServer } from '../../../../src/model/environment.ts';
import { collector, derived, environment, loki, tempo } from '../../../golden/telemetry/estate.ts';

interface Config {
  readonly processors: Readonly<Record<string, unknown>>;
  readonly exporters: Readonly<Record<string, { readonly routing_key?: string; readonly resolver?: unknown }>>;
  readonly service: {
    readonly pipelines: Readonly<Record<string, { receivers: string[]; processors: string[]; exporters: string[] }>>;
  };
}
const gateways = { found: { by: 'dns', host: 'otel-gateways', port: 4317 }, balance: 'trace', raw: {} } as const;

function compiled(server: Partial<CollectorServer>) {
  const input = { derived: derived(), environment: environment({ loki, tempo, collector: { ...collector, ...server } }) };
  const { value, diagnostics } = collectorConfig.compile(input);
  const files = Object.fromEntries(value.map(({ path, content }) => [path, load(collectorConfig.print(content)) as Config]));
  return { files, codes: diagnostics.map(({ code }) => code) };
}

describe('a collector in tiers', () => {
  const { files, codes } = compiled({ gateways });
  const [agent, gateway] = [files['collector/agent.yaml'], files['collector/gateway.yaml']];

  test('is two files', () => {
    expect(codes).toEqual([]);
    expect(Object.keys(files)).toEqual(['collector/agent.yaml', 'collector/gateway.yaml']);
  });

  test('agents pick a gateway by trace id, and by who sent it for metrics', () => {
    expect(Object.entries(agent?.exporters ?? {}).map(([id, one]) => [id, one.routing_key])).toEqual([
      ['load_balancing/logs', 'traceID'],
      ['load_balancing/metrics', 'resource'],
      ['load_balancing/traces', 'traceID'],
    ]);
    expect(agent?.exporters['load_balancing/traces']?.resolver).toEqual({ dns: { hostname: 'otel-gateways', port: '4317' } });
  });

  test('only gateways sample, and everything else has been done before them', () => {
    expect(agent?.service.pipelines['traces']?.processors).toEqual(['memory_limiter', 'resource', 'redaction']);
    expect(gateway?.service.pipelines['traces']?.processors).toEqual(['memory_limiter', 'tail_sampling']);
    expect(gateway?.service.pipelines['logs']?.receivers).toEqual(['otlp']);
    expect(Object.keys(gateway?.exporters ?? {})).toEqual([
      'otlp_http/loki',
      'otlp_grpc/tempo',
      'prometheus_remote_write/prometheus',
    ]);
  });

  test('each tier has an escape hatch of its own', () => {
    const { files } = compiled({ raw: { processors: { resource: null } }, gateways: { ...gateways, raw: { exporters: null } } });
    expect(files['collector/agent.yaml']?.processors['resource']).toBeUndefined();
    expect(files['collector/gateway.yaml']?.exporters).toBeUndefined();
    expect(files['collector/agent.yaml']?.exporters).toBeDefined();
  });
});

test.each([
  ['several collectors behind one address', { replicas: 3 }],
  ['gateways picked by service', { gateways: { ...gateways, balance: 'service' } }],
  [
    'agents whose raw picks by service',
    { gateways, raw: { exporters: { 'load_balancing/traces': { routing_key: 'service' } } } },
  ],
] as const)('tail sampling over %s is collector/split-traces', (_, server) => {
  expect(compiled(server).codes).toEqual(['collector/split-traces']);
});

test('raw that says again what picks a gateway anyway is no mistake', () => {
  const raw = (routing_key: unknown) => ({ exporters: { 'load_balancing/traces': { routing_key } } });
  expect(compiled({ gateways, raw: raw('traceID') }).codes).toEqual([]);
  expect(compiled({ gateways, raw: raw(null) }).codes).toEqual([]);
  expect(compiled({ gateways: { ...gateways, balance: 'service' }, raw: raw('traceID') }).codes).toEqual([]);
});
