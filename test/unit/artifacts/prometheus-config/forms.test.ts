import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { prometheusConfig } from '../../../../src/artifacts/prometheus-config/index.ts';
import type { Environment, PrometheusServer } from '../../../../src/model/environment.ts';
import type { RemoteWrite } from '../../../../src/model/remote-write.ts';
import { derived, environment, master } from '../../../golden/telemetry/estate.ts';

interface Config {
  readonly global: { readonly external_labels: Readonly<Record<string, string>>; readonly evaluation_interval?: string };
  readonly rule_files?: unknown;
  readonly storage?: unknown;
  readonly alerting?: {
    readonly alert_relabel_configs?: unknown;
    readonly alertmanagers: readonly { static_configs: unknown }[];
  };
  readonly scrape_configs: readonly { readonly relabel_configs?: unknown }[];
  readonly remote_write?: unknown;
}
const MIMIR: RemoteWrite = { url: 'http://mimir:9009/api/v1/push', headers: {}, credentials: undefined, only: 'all' };
const scraped = {
  ...master,
  scrape: { port: 9464, path: '/metrics', scheme: 'http', intervalMs: undefined, keep: 'all' },
} as const;

function compiled(form: Partial<PrometheusServer>, more: Partial<Environment> = {}): Readonly<Record<string, Config>> {
  const plain = environment({});
  const prometheus = { ...plain.servers.prometheus, ...form } as PrometheusServer; // the fixture has one
  const from = derived();
  const { value, diagnostics } = prometheusConfig.compile({
    derived: { ...from, estate: { ...from.estate, services: [scraped] } },
    environment: { ...plain, servers: { ...plain.servers, prometheus }, ...more },
  });
  expect(diagnostics).toEqual([]);
  return Object.fromEntries(value.map(({ path, content }) => [path, load(prometheusConfig.print(content)) as Config]));
}

test('one server is one file, as ever', () => {
  const files = compiled({});
  expect(Object.keys(files)).toEqual(['prometheus/prometheus.yml']);
  expect(files['prometheus/prometheus.yml']?.global.external_labels).toEqual({ environment: 'production', cluster: 'eu1' });
});

describe('a pair', () => {
  const files = compiled({ replicas: 2 });
  test('differs in one external label, which no alert carries', () => {
    expect(Object.keys(files)).toEqual(['prometheus/prometheus-replica-0.yml', 'prometheus/prometheus-replica-1.yml']);
    const [first, second] = Object.values(files);
    expect(first?.global.external_labels).toEqual({ environment: 'production', cluster: 'eu1', __replica__: 'replica-0' });
    expect(second?.global.external_labels['__replica__']).toBe('replica-1');
    expect(first?.alerting?.alert_relabel_configs).toEqual([
      { regex: '__replica__', action: 'labeldrop' },
      { target_label: 'cluster', replacement: 'eu1' },
    ]);
    expect({ ...first, global: 0 }).toEqual({ ...second, global: 0 });
  });

  test('takes the name of the environment for the cluster that no label names, and keeps it out of alerts', () => {
    const [first] = Object.values(compiled({ replicas: 2 }, { labels: {} }));
    expect(first?.global.external_labels['cluster']).toBe('production');
    expect(first?.alerting?.alert_relabel_configs).toEqual([{ regex: '__replica__|cluster', action: 'labeldrop' }]);
  });
});

test('shards share the targets, and each shard with copies is a cluster of its own', () => {
  const files = compiled({ shards: 2, replicas: 2, rules: 'store', remoteWrite: [MIMIR] });
  expect(Object.keys(files)).toHaveLength(4);
  const one = files['prometheus/prometheus-shard-1-replica-0.yml'];
  expect(one?.global.external_labels).toMatchObject({ cluster: 'eu1-shard-1', __replica__: 'replica-0' });
  expect(one?.scrape_configs[0]?.relabel_configs).toEqual([
    { source_labels: ['__address__'], modulus: 2, target_label: '__tmp_shard', action: 'hashmod' },
    { source_labels: ['__tmp_shard'], regex: '1', action: 'keep' },
  ]);
  expect([one?.rule_files, one?.alerting]).toEqual([undefined, undefined]);
});

test('an agent scrapes and writes on, and nothing else', () => {
  const { 'prometheus/prometheus.yml': agent } = compiled({ mode: 'agent', rules: 'store', remoteWrite: [MIMIR] });
  expect(Object.keys(agent ?? {}).sort()).toEqual(['global', 'remote_write', 'scrape_configs']);
  expect(agent?.global.evaluation_interval).toBeUndefined();
});

test('a dollar in an external label is no variable', () => {
  const [one] = Object.values(compiled({}, { labels: { price: '$HOME' } }));
  expect(one?.global.external_labels['price']).toBe('$$HOME');
});

test('every member of a cluster of Alertmanagers is told', () => {
  const peers = ['alertmanager-0:9093', 'alertmanager-1:9093'];
  const { servers } = environment({});
  const alertmanager = servers.alertmanager && { ...servers.alertmanager, peers };
  const [one] = Object.values(compiled({}, { servers: { ...servers, alertmanager } }));
  expect(one?.alerting?.alertmanagers[0]?.static_configs).toEqual([{ targets: peers }]);
});
