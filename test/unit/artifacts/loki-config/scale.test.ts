import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { lokiConfig } from '../../../../src/artifacts/loki-config/index.ts';
import type { LokiServer } from '../../../../src/model/environment.ts';
import { auditLogs, bucket, DAY, derived, environment, loki } from '../../../golden/telemetry/estate.ts';

const MANY = { ...loki, form: 'distributed', store: bucket, replicationFactor: 3, tenant: 'shop' } as const;

function compiled(server: Partial<LokiServer>) {
  const { value, diagnostics } = lokiConfig.compile({
    derived: derived(),
    environment: environment({ loki: { ...MANY, ...server } }),
  });
  const files = value.map(({ content }) => load(lokiConfig.print(content)) as Record<string, unknown>);
  const headers = value.map(({ content }) => content.header.join('\n'));
  return { files, headers, paths: value.map(({ path }) => path), diagnostics };
}

test('read, write and back end find each other under their own names', () => {
  const { files, headers } = compiled({ form: 'scalable' });
  expect(headers[0]).toContain('-target=, one of read, write, backend');
  expect(files[0]).toMatchObject({
    common: { compactor_grpc_address: 'loki-backend:9095', replication_factor: 3 },
    ruler: { evaluation: { mode: 'remote', query_frontend: { address: 'dns:///loki-read:9095' } } },
  });
});

test('caches and zones', () => {
  const { files, headers } = compiled({ caches: { chunks: 'chunks:11211', results: 'results:11211' }, zones: ['a', 'b', 'c'] });
  expect(headers[0]).toContain('-ingester.availability-zone=, one of a, b, c');
  expect(files[0]).toMatchObject({
    ingester: { lifecycler: { ring: { zone_awareness_enabled: true } } },
    chunk_store_config: { chunk_cache_config: { memcached_client: { addresses: 'chunks:11211' } } },
    query_range: { cache_results: true, results_cache: { cache: { memcached_client: { addresses: 'results:11211' } } } },
  });
});

test('limits of tenants stand in a file that is read again', () => {
  const tenants = [
    { name: 'bank', retentionMs: 365 * DAY, limits: { ingestion_rate_mb: 20 } },
    { name: 'shop', retentionMs: undefined, limits: {} },
  ];
  const { files, paths } = compiled({ tenants });
  expect(paths).toEqual(['loki/loki.yaml', 'loki/runtime.yaml']);
  expect(files[0]).toMatchObject({ auth_enabled: true, runtime_config: { file: '/etc/loki/runtime.yaml' } });
  expect(files[1]).toEqual({ overrides: { bank: { ingestion_rate_mb: 20, retention_period: '365d' }, shop: {} } });
});

test('what the bucket loses before its time is loki/retention-beyond-store, each by its name', () => {
  const tenants = [{ name: 'bank', retentionMs: 90 * DAY, limits: {} }];
  const { diagnostics } = compiled({ store: { type: 'gcs', bucket: 'lines', expiresMs: 60 * DAY }, tenants });
  expect(diagnostics.map(({ code }) => code)).toEqual(['loki/retention-beyond-store', 'loki/retention-beyond-store']);
  expect(diagnostics[0]?.message).toContain('lines of bank 90d');
  expect(diagnostics[1]?.message).toContain(auditLogs.address);
});
