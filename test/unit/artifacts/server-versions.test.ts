import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { collectorConfig } from '../../../src/artifacts/collector-config/index.ts';
import { lokiConfig } from '../../../src/artifacts/loki-config/index.ts';
import { prometheusConfig } from '../../../src/artifacts/prometheus-config/index.ts';
import { tempoConfig } from '../../../src/artifacts/tempo-config/index.ts';
import type { PrometheusServer } from '../../../src/model/environment.ts';
import type { Metric } from '../../../src/model/service.ts';
import { linesOf } from '../../../src/model/versions/lines.ts';
import { textOf } from '../../golden/telemetry/compiled.ts';
import { bucket, collector, derived, environment, loki, master, tempo } from '../../golden/telemetry/estate.ts';

const prometheus = environment({}).servers.prometheus as PrometheusServer; // the fixture has one

describe('Prometheus', () => {
  const text = (version: string, more: Partial<PrometheusServer> = {}) =>
    textOf(prometheusConfig, { prometheus: { ...prometheus, ...more, version } });

  test.each(['2.53', '3.10'])('%s is told its retention by a flag: the file would keep data for ever', (version) => {
    expect(text(version)).toMatch(/^# +--storage\.tsdb\.retention\.time=\d+d$/m);
    expect(load(text(version))).not.toHaveProperty('storage');
  });
  test('3.11 reads it in its file', () => {
    expect(text('3.11')).not.toContain('--storage.tsdb.retention.time');
    expect(load(text('3.11'))).toHaveProperty('storage.tsdb.retention.time');
  });
  test.each([
    ['2.55', '--enable-feature=agent'],
    ['3.0', '--agent'],
  ])('%s is an agent by %s', (version, flag) => {
    expect(text(version, { mode: 'agent', rules: 'store' })).toContain(`  ${flag}, because`);
  });

  test.each([
    ['2.55', 'a$HOME'],
    ['3.0', 'a$$HOME'],
  ])('%s has external labels as they are meant', (version, cluster) => {
    const at = { ...environment({ prometheus: { ...prometheus, version } }), labels: { cluster: 'a$HOME' } };
    const [draft] = prometheusConfig.compile({ derived: derived(), environment: at }).value;
    expect(draft?.content.config).toHaveProperty('global.external_labels.cluster', cluster);
  });

  test.each([
    ['3.7', true],
    ['3.8', false],
  ])('%s is told of native histograms by a flag: %s', (version, byFlag) => {
    const native = { name: 'request_seconds', type: 'histogram', native: true } as unknown as Metric; // what is looked at of it
    const scrape = { port: 9464, path: '/metrics', scheme: 'http', intervalMs: undefined, keep: 'all' } as const;
    const from = derived();
    const services = [{ ...master, metrics: [native], scrape }];
    const text = textOf(
      prometheusConfig,
      { prometheus: { ...prometheus, version } },
      { ...from, estate: { ...from.estate, services } },
    );
    expect(text.includes('--enable-feature=native-histograms')).toBe(byFlag);
    expect(text.includes('scrape_native_histograms: true')).toBe(!byFlag);
  });
});

describe('Loki', () => {
  const config = (version: string, more: object = {}) => load(textOf(lokiConfig, { loki: { ...loki, ...more, version } }));

  test('2.9 has the older store, no OTLP and no structured metadata', () => {
    const read = config('2.9', { store: bucket });
    expect(read).toHaveProperty('storage_config.aws.bucketnames', bucket.type === 's3' ? bucket.bucket : '');
    expect(read).toHaveProperty('storage_config.tsdb_shipper.shared_store', 's3');
    expect(read).toHaveProperty('compactor.shared_store', 's3');
    expect(read).toHaveProperty('ruler.storage.type', 's3');
    expect(read).not.toHaveProperty('storage_config.aws.sse');
    const kept = { ...bucket, encryption: { kmsKey: 'alias/logs' } } as const;
    expect(config('2.9', { store: kept })).toHaveProperty('storage_config.aws.sse', {
      type: 'SSE-KMS',
      kms_key_id: 'alias/logs',
    });
    expect(read).not.toHaveProperty('ruler_storage');
    expect(read).not.toHaveProperty('limits_config.otlp_config');
    expect(read).not.toHaveProperty('limits_config.allow_structured_metadata');
  });
  test('3.3 has the older store, and OTLP', () => {
    const read = config('3.3');
    expect(read).toHaveProperty('storage_config.filesystem.directory');
    expect(read).toHaveProperty('ruler.storage.type', 'local');
    expect(read).not.toHaveProperty('compactor.shared_store');
    expect(read).toHaveProperty('limits_config.otlp_config');
  });
  test('is written alike from 3.4 to 4.0', () => {
    for (const version of ['3.5', '3.7', '4.0']) expect(config(version)).toEqual(config('3.4'));
    expect(config('3.4')).toHaveProperty('storage_config.use_thanos_objstore', true);
  });
  test.each(linesOf('loki'))('%s has no fault of ours', (version) => {
    for (const store of [loki.store, bucket]) expect(() => config(version, { store })).not.toThrow();
  });
});

describe('Tempo', () => {
  test('2.10 has an ingester and a compactor, and nothing of 3.0', () => {
    const read = load(textOf(tempoConfig, { tempo: { ...tempo, version: '2.10' } }));
    expect(read).toHaveProperty('compactor.compaction.block_retention');
    for (const key of ['live_store', 'backend_scheduler', 'backend_worker', 'ingest']) expect(read).not.toHaveProperty(key);
  });
});

describe('the collector', () => {
  const text = (version: string) => textOf(collectorConfig, { collector: { ...collector, version }, loki, tempo });

  test('is written with the names of its version, in components and pipelines alike', () => {
    const old = text('0.143');
    for (const name of ['otlphttp/loki', 'otlp/tempo', 'filelog/', 'prometheusremotewrite/prometheus'])
      expect(old).toContain(name);
    expect(old).not.toMatch(/otlp_http|otlp_grpc|file_log|prometheus_remote_write/);
    expect(text('0.144')).toMatch(/otlp_http\/loki/);
    expect(text('0.144')).toMatch(/filelog\//);
    expect(text('0.149')).toMatch(/file_log\//);
    expect(text('0.153')).toMatch(/prometheusremotewrite\//);
    expect(text('0.164')).toEqual(text('0.156'));
  });

  test('every pipeline names components that are there', () => {
    const { receivers, processors, exporters, service } = load(text('0.135')) as Record<string, Record<string, object>>;
    for (const pipeline of Object.values(service?.['pipelines'] as Record<string, Record<string, string[]>>)) {
      for (const id of pipeline['receivers'] ?? []) expect(receivers).toHaveProperty([id]);
      for (const id of pipeline['processors'] ?? []) expect(processors).toHaveProperty([id]);
      for (const id of pipeline['exporters'] ?? []) expect(exporters).toHaveProperty([id]);
    }
  });

  test('raw that brings back what was removed is an error that names the place', () => {
    const raw = { exporters: { 'loki/audit': {} }, service: { telemetry: { metrics: { address: ':8888' } } } };
    const at = environment({ collector: { ...collector, raw }, loki });
    const { diagnostics } = collectorConfig.compile({ derived: derived(), environment: at });
    const found = diagnostics.filter(({ code }) => code === 'environment/removed-key').map(({ message }) => message);
    expect(found).toEqual([
      expect.stringContaining('holds service.telemetry.metrics.address, which was removed in 0.123'),
      expect.stringContaining('holds exporters.loki, which was removed in 0.131'),
    ]);
  });
});
