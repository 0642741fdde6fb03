import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { tempoConfig } from '../../../../src/artifacts/tempo-config/index.ts';
import { isRecord } from '../../../../src/kernel/canonical.ts';
import type { TempoServer } from '../../../../src/model/environment.ts';
import { textOf } from '../../../golden/telemetry/compiled.ts';
import { bucket, DAY, derived, environment, tempo } from '../../../golden/telemetry/estate.ts';

/** What a running Tempo 3.0 says of itself: every key with its default. The first two lines are the page's title. */
const EFFECTIVE = load(
  readFileSync(new URL('../../../fixtures/tempo/effective-config.yaml', import.meta.url), 'utf8')
    .split('\n')
    .slice(2)
    .join('\n'),
);

/** Keys a server leaves out of that page while they are empty. https://grafana.com/docs/tempo/latest/configuration/ */
const UNSAID = new Set([
  'multitenancy_enabled',
  'metrics_generator.registry.external_labels',
  'metrics_generator.storage.remote_write',
  'overrides.defaults.metrics_generator.processors',
  'overrides.defaults.metrics_generator.trace_id_label_name',
]);

function unknownKeys(ours: unknown, known: unknown, path: readonly string[] = []): string[] {
  if (!isRecord(ours)) return [];
  return Object.entries(ours).flatMap(([key, inner]) => {
    const at = [...path, key];
    if (UNSAID.has(at.join('.'))) return [];
    if (!isRecord(known) || !(key in known)) return [at.join('.')];
    return unknownKeys(inner, known[key], at);
  });
}

const DISTRIBUTED: TempoServer = {
  ...tempo,
  form: 'distributed',
  store: { ...bucket, insecure: true, pathStyle: true, encryption: 'SSE-S3' },
  tenant: 'phoenix',
  kafka: { address: 'kafka:9092', topic: 'tempo', partitions: 3 },
};

test.each([
  ['one process', tempo],
  ['many processes', DISTRIBUTED],
])('Tempo 3.0 knows every key of our config of %s', (_form, server) => {
  expect(unknownKeys(load(textOf(tempoConfig, { tempo: server })), EFFECTIVE)).toEqual([]);
});

const TENANTS = [{ name: 'shop', retentionMs: 7 * DAY, overrides: { ingestion: { rate_limit_bytes: 1_000_000 } } }];

test('values of a tenant stand in a file of their own, all of them, by names Tempo knows', () => {
  const environmentOf = environment({ tempo: { ...tempo, tenant: 'shop', tenants: TENANTS } });
  const { value } = tempoConfig.compile({ derived: derived(), environment: environmentOf });
  const [config, overrides] = value.map(({ content }) => load(tempoConfig.print(content)) as Record<string, unknown>);
  expect(value.map(({ path }) => path)).toEqual(['tempo/tempo.yaml', 'tempo/overrides.yaml']);
  expect(config).toMatchObject({
    multitenancy_enabled: true,
    overrides: { per_tenant_override_config: '/etc/tempo/overrides.yaml' },
  });
  const { ingestion, read, global } = (EFFECTIVE as { overrides: { defaults: Record<string, object> } }).overrides.defaults;
  expect(overrides).toEqual({
    overrides: {
      shop: {
        ingestion: { ...ingestion, rate_limit_bytes: 1_000_000 },
        read,
        global,
        metrics_generator: { processors: ['service-graphs', 'span-metrics'], trace_id_label_name: 'trace_id' },
        compaction: { block_retention: '168h' },
      },
    },
  });
});

test('traces of a tenant that the bucket loses first are tempo/retention-beyond-store', () => {
  const environmentOf = environment({
    tempo: {
      ...tempo,
      store: { type: 'gcs', bucket: 'traces', expiresMs: 14 * DAY },
      tenants: [{ ...TENANTS[0], name: 'shop', retentionMs: 30 * DAY, overrides: {} }],
    },
  });
  const { diagnostics } = tempoConfig.compile({ derived: derived(), environment: environmentOf });
  expect(diagnostics.map(({ code, message }) => [code, message.includes('traces of shop 30d')])).toEqual([
    ['tempo/retention-beyond-store', true],
  ]);
});

test('a key of 2.x is found, here and in the keys of a real Tempo', () => {
  const raw = { ingester: { lifecycler: {} }, querier: { query_live_store: true } };
  const { diagnostics, value } = tempoConfig.compile({
    derived: derived(),
    environment: environment({ tempo: { ...tempo, raw } }),
  });
  expect(diagnostics.map(({ code }) => code)).toEqual(['environment/removed-key', 'environment/removed-key']);
  const config = load(value.map(({ content }) => tempoConfig.print(content)).join(''));
  expect(unknownKeys(config, EFFECTIVE).sort()).toEqual(['ingester', 'querier.query_live_store']);
});

test('retention stands in both places', () => {
  const text = textOf(tempoConfig, { tempo });
  expect(text.match(/block_retention: "336h"/g)).toHaveLength(2);
});

test('spans that waited in the collector are still counted', () => {
  expect(textOf(tempoConfig, { tempo })).toContain('metrics_ingestion_time_range_slack: "40s"');
});
