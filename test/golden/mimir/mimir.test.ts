import { expect, test } from 'vitest';
import * as shop from '../../../docs/examples/shop.ts';
import { environment, prometheus } from '../../../src/define/environment.ts';
import { mimirServer } from '../../../src/define/mimir-server.ts';
import { loki, tempo } from '../../../src/define/servers-telemetry.ts';
import { azureBlob, gcs, s3 } from '../../../src/define/stores.ts';
import { compileModule } from '../../../src/program.ts';

const limits = {
  shop: { retention: '90d', series: 500_000, samplesPerSecond: 50_000, rulesPerGroup: 60, ruleGroups: 200 },
  office: { exemplars: 0, raw: { max_label_names_per_series: 20 } },
} as const;
const single = mimirServer({ version: '3.0', rules: 'loaded' });
const classic = mimirServer({
  version: '3.0',
  form: 'distributed',
  store: s3({ bucket: 'samples', region: 'eu-central-1' }),
  tenant: 'shop',
  zones: ['a', 'b', 'c'],
  caches: { chunks: 'dns+chunks:11211', index: 'dns+index:11211', metadata: 'dns+meta:11211', results: 'dns+results:11211' },
  deduplicate: true,
  limits,
});
const kafka = mimirServer({ version: '3.1', form: 'distributed', store: gcs({ bucket: 'samples' }), kafka: { address: 'kafka:9092' } });
const azure = azureBlob({ account: 'shop', container: 'all', endpointSuffix: 'blob.core.chinacloudapi.cn' });
const server = prometheus({ version: '3.15' });
const { artifacts } = compileModule(
  {
    ...shop,
    single: environment({ name: 'single', prometheus: server, mimir: single }),
    classic: environment({ name: 'classic', prometheus: server, mimir: classic }),
    kafka: environment({ name: 'kafka', prometheus: server, mimir: kafka }),
    stores: environment({
      name: 'stores',
      mimir: mimirServer({ version: '3.0', store: azure }),
      loki: loki({ version: '3.7', store: gcs({ bucket: 'lines' }) }),
      tempo: tempo({ version: '3.0', store: azure }),
    }),
  },
  '2026-11-22',
);
const textOf = (environmentName: string, path: string) =>
  artifacts.find((one) => one.environment === environmentName && one.path === path)?.text ?? '';

test.each(['single', 'classic', 'kafka'])('%s', async (name) => {
  await expect(textOf(name, 'mimir/mimir.yaml')).toMatchFileSnapshot(`${name}.yaml`);
  await expect(textOf(name, 'mimir/runtime.yaml')).toMatchFileSnapshot(`${name}-runtime.yaml`);
});

test('its Prometheus writes to it, for its tenant', () => {
  expect(textOf('classic', 'prometheus/prometheus.yml')).toContain(
    'url: http://mimir:8080/api/v1/push\n    send_exemplars: true\n    headers:\n      X-Scope-OrgID: shop',
  );
});

test('buckets of Google and of Azure, for all who store', () => {
  expect(textOf('stores', 'loki/loki.yaml')).toContain('gcs:\n      bucket_name: lines');
  expect(textOf('stores', 'tempo/tempo.yaml')).toContain('azure:\n      storage_account_name: shop\n      use_managed_identity: true');
  expect(textOf('stores', 'mimir/mimir.yaml')).toContain('azure:\n      account_name: shop\n      container_name: all\n      endpoint_suffix');
});
