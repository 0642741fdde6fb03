import { describe, expect, test } from 'vitest';
import * as shop from '../../../docs/examples/shop.ts';
import { alertmanager, environment, prometheus } from '../../../src/define/environment.ts';
import { mimir } from '../../../src/define/mimir.ts';
import { type MimirServerOptions, mimirServer } from '../../../src/define/mimir-server.ts';
import { loki, tempo } from '../../../src/define/servers-telemetry.ts';
import { slo } from '../../../src/define/slo.ts';
import { azureBlob, gcs, s3 } from '../../../src/define/stores.ts';
import { files, target } from '../../../src/define/target.ts';
import { compileModule } from '../../../src/program.ts';
import { events } from '../../../src/sli/events.ts';

const TODAY = '2026-11-22';
const bucket = s3({ bucket: 'samples' });
const distributed = { form: 'distributed', store: bucket } as const;
const server = prometheus({ version: '3.15', retention: '30d' });
const orders = slo({
  service: shop.checkout,
  name: 'orders',
  objective: '99.9%',
  window: '30d',
  sli: events({ total: shop.requests, bad: shop.requests.where({ code: '5xx' }) }),
});

function found(definitions: Readonly<Record<string, unknown>>): string[] {
  return compileModule({ ...shop, ...definitions }, TODAY).diagnostics.map(({ code, message }) => `${code} ${message}`);
}
/** What is said of a Mimir beside a Prometheus. */
function saidOf(options: Omit<MimirServerOptions, 'version'>): string[] {
  const live = environment({ name: 'live', prometheus: server, mimir: mimirServer({ version: '3.0', ...options }) });
  return found({ orders, live }).filter((one) => one.startsWith('mimir/'));
}

describe('what a Mimir cannot be', () => {
  test.each<[string, string, Omit<MimirServerOptions, 'version'>]>([
    [
      'a ring of one with three copies',
      'mimir/replication A ring of one process cannot hold a sample 3 times',
      { replication: 3 },
    ],
    [
      'copies behind Kafka',
      'mimir/replication Behind Kafka',
      { ...distributed, replication: 3, kafka: { address: 'kafka:9092' } },
    ],
    ['many processes with one directory', 'mimir/store Many processes cannot share', { form: 'distributed' }],
    ['a form with Kafka and no Kafka', 'mimir/no-kafka', { raw: { ingest_storage: { enabled: true } } }],
    ['kept for ever', 'mimir/retention retention 0 keeps every sample for ever', { retention: '0s' }],
    ['kept for ever, by raw', 'mimir/retention limits.compactor', { raw: { limits: { compactor_blocks_retention_period: 0 } } }],
    ['kept for an hour', 'mimir/retention retention "1h" is no duration of a day', { retention: '1h' }],
    [
      'kept longer than its bucket keeps it',
      'mimir/retention What is to be kept 400d is deleted by the store after 90d',
      { store: s3({ bucket: 'samples', expires: '90d' }) },
    ],
    [
      'a tenant kept longer than the bucket keeps it',
      'mimir/retention What is to be kept 200d',
      { store: gcs({ bucket: 'samples', expires: '90d' }), retention: '30d', limits: { shop: { retention: '200d' } } },
    ],
    ['one process with Kafka', 'mimir/kafka-unused One process', { kafka: { address: 'kafka:9092' } }],
    ['one process in zones', 'mimir/zones One process is in one zone', { zones: ['a', 'b'] }],
    ['fewer zones than copies', 'mimir/zones 3 copies', { ...distributed, zones: ['a', 'b'] }],
    ['a tenant with a slash', 'mimir/tenant "a/b"', { tenant: 'a/b' }],
    ['no rules in a group', 'mimir/limit rulesPerGroup is 0', { limits: { shop: { rulesPerGroup: 0 } } }],
    ['a limit of nothing', 'mimir/limit series is 0', { limits: { shop: { series: 0 } } }],
    [
      'a tenant without limits among others',
      'mimir/tenant-without-limits The tenant shop of live shares its Mimir with office',
      { tenant: 'shop', limits: { office: { series: 10_000 } } },
    ],
    [
      'groups above the number',
      'mimir/too-many-groups live has',
      { tenant: 'shop', limits: { shop: { ruleGroups: 1 } }, rules: 'evaluated' },
    ],
    [
      'a group above its limit',
      'mimir/split-late slo-checkout-orders has 38 rules, and the tenant shop may have 20',
      { tenant: 'shop', limits: { shop: {} }, rules: 'loaded' },
    ],
  ])('%s', (_, said, options) => {
    expect(saidOf(options).filter((one) => one.startsWith(said))).toHaveLength(1);
  });

  test('and what it can be', () => {
    const limits = { shop: { rulesPerGroup: 40, ruleGroups: 40, retention: '90d' } } as const;
    expect(saidOf({ ...distributed, tenant: 'shop', limits, rules: 'evaluated', zones: ['a', 'b', 'c'] })).toEqual([]);
    expect(saidOf({ ...distributed, kafka: { address: 'kafka:9092' } })).toEqual([]);
    expect(saidOf({ store: azureBlob({ account: 'shop', container: 'samples' }) })).toEqual([]);
  });
});

test('rules that two targets give to two evaluators', () => {
  const live = environment({ name: 'live', prometheus: server });
  const ruling = target({ name: 'ruling', environment: live, prometheus: mimir({ url: 'https://mimir.example.org' }) });
  const scraping = target({ name: 'scraping', environment: live, prometheus: files({ to: 'live/prometheus' }) });
  expect(found({ live, ruling, scraping }).join('\n')).toContain(
    'target/rules-twice scraping gives the rules of live to Prometheus',
  );
  expect(found({ live, ruling }).join('\n')).not.toContain('target/rules-twice');
});

test('a store that deletes earlier than Loki or Tempo would', () => {
  const live = environment({
    name: 'live',
    prometheus: server,
    loki: loki({ version: '3.7', store: gcs({ bucket: 'lines', expires: '7d' }) }),
    tempo: tempo({ version: '3.0', store: azureBlob({ account: 'shop', container: 'traces', expires: '0d' }) }),
  });
  const said = found({ live }).join('\n');
  expect(said).toContain('loki/retention-beyond-store Loki keeps lines 31d, and the bucket loses them after 7d');
  expect(said).toContain('tempo/store expires "0d" is no duration above zero');
});

test('so does one that deletes earlier than Loki would by its own words', () => {
  const store = gcs({ bucket: 'lines', expires: '40d' });
  const limits = { limits: { retention_period: '90d' } };
  const told = (own: object) =>
    found({ live: environment({ name: 'live', prometheus: server, loki: loki({ version: '3.7', store, ...own }) }) });
  const words = (what: string, kept: string) =>
    `loki/retention-beyond-store Loki keeps ${what} ${kept}, and the bucket loses them after 40d.`;
  expect(told({ tenant: 'shop', tenants: { shop: limits } })).toContain(words('lines of shop', '90d'));
  expect(told({ raw: { limits_config: { retention_period: '900d' } } })).toContain(words('lines', '900d'));
  expect(told({}).filter((one) => one.includes('beyond'))).toEqual([]);
});

test('rulers of Mimir and Loki tell every member of a cluster of Alertmanagers', () => {
  const peers = ['alertmanager-0:9093', 'alertmanager-1:9093'] as const;
  const servers = { mimir: mimirServer({ version: '3.0', rules: 'evaluated' }), loki: loki({ version: '3.7' }) } as const;
  const live = environment({
    name: 'live',
    prometheus: server,
    alertmanager: alertmanager({ version: '0.34', peers }),
    ...servers,
  });
  const { artifacts } = compileModule({ ...shop, live }, TODAY);
  for (const path of ['mimir/mimir.yaml', 'loki/loki.yaml'])
    expect(artifacts.find((one) => one.path === path)?.text).toContain('http://alertmanager-0:9093,http://alertmanager-1:9093');
});
