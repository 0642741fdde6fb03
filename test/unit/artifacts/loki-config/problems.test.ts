import { expect, test } from 'vitest';
import { lokiConfig } from '../../../../src/artifacts/loki-config/index.ts';
import { lokiConfigProblems } from '../../../../src/artifacts/loki-config/problems.ts';
import { derived, environment, loki } from '../../../golden/telemetry/estate.ts';

const [ours] = lokiConfig.compile({ derived: derived(), environment: environment({ loki }) }).value;

/** Our config with some of it replaced; `undefined` removes a block. */
function found(change: Readonly<Record<string, unknown>>, version = '3.7'): string[] {
  return lokiConfigProblems({ ...ours?.content.config, ...change }, version).map(
    ({ code, path, severity }) => `${severity} ${code} ${path}`,
  );
}
const period = {
  from: '2024-01-01',
  store: 'tsdb',
  object_store: 's3',
  schema: 'v13',
  index: { prefix: 'index_', period: '24h' },
};
const schema = (...configs: object[]): Record<string, unknown> => ({ schema_config: { configs } });

test.each(['3.6', '3.7', '4.0'])('our own config has no problem in %s', (version) => {
  expect(found({}, version)).toEqual([]);
});

test.each([
  [{ schema_config: undefined }, '3.7', 'error loki/no-schema schema_config.configs'],
  [schema({ ...period, store: 'boltdb-shipper' }), '3.7', 'error loki/legacy-schema schema_config.configs[0].store'],
  [
    schema({ ...period, store: 'boltdb-shipper' }, { ...period, from: '2025-01-01' }),
    '3.7',
    'warning loki/legacy-schema schema_config.configs[0].store',
  ],
  [
    schema({ ...period, store: 'boltdb-shipper' }, { ...period, from: '2025-01-01' }),
    '4.0',
    'error loki/legacy-schema schema_config.configs[0].store',
  ],
  [schema({ ...period, schema: 'v12' }), '3.7', 'error loki/legacy-schema schema_config.configs[0].schema'],
  [
    schema({ ...period, index: { prefix: 'i', period: '168h' } }),
    '3.7',
    'error loki/index-period schema_config.configs[0].index.period',
  ],
  [schema(period, period), '3.7', 'error loki/schema-order schema_config.configs[1].from'],
  [schema({ ...period, row_shards: 16 }), '4.0', 'error loki/deleted-key schema_config.configs[0].row_shards'],
  [{ ingester: { ring: { replication_factor: 3 } } }, '3.7', 'error loki/deleted-key ingester.ring'],
  [
    { chunk_store_config: { max_look_back_period: '0s' } },
    '3.7',
    'error loki/deleted-key chunk_store_config.max_look_back_period',
  ],
  [{ table_manager: { retention_deletes_enabled: true } }, '4.0', 'error loki/deleted-key table_manager'],
  [{ target: 'write' }, '4.0', 'error loki/deleted-key target'],
  [{ ruler_storage: undefined }, '3.7', 'error loki/ruler-storage ruler_storage'],
  [{ ruler: { wal: { dir: '/w' }, storage: { type: 'local' } } }, '3.7', 'error loki/ignored-key ruler.storage'],
  [{ ruler: {} }, '3.7', 'error loki/working-directory ruler.wal.dir'],
  [
    { storage_config: { use_thanos_objstore: true } },
    '3.7',
    'error loki/working-directory storage_config.object_store.filesystem.dir',
  ],
  [{ limits_config: { retention_period: '1h' } }, '3.7', 'error loki/short-retention limits_config.retention_period'],
  [
    { limits_config: { per_tenant_override_config: '/o.yaml' } },
    '4.0',
    'error loki/ignored-key limits_config.per_tenant_override_config',
  ],
  [{ compactor: { retention_enabled: true } }, '3.7', 'error loki/delete-store compactor'],
  [{ compactor: {} }, '3.7', 'error loki/ignored-key limits_config.retention_period'],
] as const)('%j in %s is %s', (change, version, problem) => {
  expect(found(change, version)).toEqual([problem]);
});

test('a stream kept for hours', () => {
  const limits_config = { retention_stream: [{ selector: '{a="b"}', priority: 1, period: '12h' }] };
  expect(found({ limits_config })).toEqual(['error loki/short-retention limits_config.retention_stream[0].period']);
});

test('keys a version still reads are let be', () => {
  expect(found({ table_manager: {} }, '3.7')).toEqual([]);
  expect(found({ limits_config: { per_tenant_override_config: '/o.yaml' } }, '3.7')).toEqual([]);
});

test('the old config of a plan: what stops it today', () => {
  const plan = {
    ingester: { chunk_idle_period: '1h', chunk_retain_period: '30s', lifecycler: { ring: { replication_factor: 3 } } },
    schema_config: { configs: [{ ...period, from: '2025-01-01', schema: 'v12', store: 'boltdb-shipper' }] },
  };
  expect(lokiConfigProblems(plan, '3.7').map(({ path }) => path)).toEqual([
    'schema_config.configs[0].store',
    'schema_config.configs[0].schema',
  ]);
});

test('raw that breaks the config is a diagnostic with what to do', () => {
  const raw = { ruler_storage: null };
  const { diagnostics } = lokiConfig.compile({ derived: derived(), environment: environment({ loki: { ...loki, raw } }) });
  expect(diagnostics).toMatchObject([
    { code: 'loki/ruler-storage', severity: 'error', fix: expect.stringContaining('ruler_storage.backend') },
  ]);
});
