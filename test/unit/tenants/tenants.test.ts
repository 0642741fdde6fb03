import { load } from 'js-yaml';
import {
  alert,
  api,
  collector,
  dashboard,
  environment,
  files,
  mimir,
  nobody,
  panel,
  promql,
  routing,
  section,
  service,
  system,
  tail,
  target,
  tenant,
  traces,
} from 'signalbox';
import { describe, expect, test } from 'vitest';
import { alertmanagerOf, compileModule, engineOf, localTarget, tenantWayOf } from '../../../src/program.ts';
import { wantedBy } from '../../../src/targets/wanted-by.ts';
import { bank, bankAndShop, bankTenant, SERVERS, shop, shopTenant } from '../../support/tenants/bank-and-shop.ts';

interface Sampling {
  readonly processors: { readonly tail_sampling: { readonly policies: readonly { readonly name: string }[] } };
}

const TODAY = '2026-11-22';
const built = compileModule(bankAndShop, TODAY);
const textOf = (path: string, of = built) => of.artifacts.find((one) => `${one.environment}/${one.path}` === path)?.text ?? '';
const said = (more: Readonly<Record<string, unknown>>) =>
  compileModule({ ...bankAndShop, ...more }, TODAY).diagnostics.flatMap(({ code, message, severity }) =>
    severity === 'info' || code.startsWith('alert/') ? [] : `${code} ${message}`,
  );
const live = (options: object) => environment({ name: 'production', ...SERVERS, tenants: [bankTenant, shopTenant], ...options });

test('two tenants compile without a word', () => {
  expect(built.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(built.diagnostics.map(({ code }) => code).filter((code) => code.startsWith('tenant/'))).toEqual([]);
});

test('how long it is kept bounds nothing that a tenant sends', () => {
  const kept = { logs: { retention: '30d' }, metrics: { rulesPerGroup: 60 }, traces: { retention: '7d' } } as const;
  const shop2 = tenant({ name: 'shop', systems: [shop.whole], limits: kept });
  expect(
    said({ shopTenant: shop2, production: environment({ name: 'production', ...SERVERS, tenants: [bankTenant, shop2] }) }),
  ).toContain('tenant/without-limits production shares Mimir and Loki and Tempo with shop, which has no limits there.');
});

test('nothing of one tenant stands in what another is given', () => {
  for (const [own, other] of [
    ['bank', 'shop'],
    ['shop', 'bank'],
  ]) {
    const given = built.artifacts.filter((one) => one.environment === `production-${own}`);
    expect(given.length).toBeGreaterThan(20);
    expect(given.filter(({ path, text }) => `${path}${text}`.toLowerCase().includes(other ?? ''))).toEqual([]);
  }
});

test('the order of definitions changes nothing', () => {
  const turned = compileModule(Object.fromEntries(Object.entries(bankAndShop).toReversed()), TODAY);
  expect(turned.artifacts.map(({ path, text }) => path + text)).toEqual(built.artifacts.map(({ path, text }) => path + text));
});

test('servers have the limits of each, under its id', () => {
  expect(load(textOf('production/mimir/runtime.yaml'))).toEqual({
    overrides: {
      'bank-1': {
        compactor_blocks_retention_period: '90d',
        max_global_series_per_user: 100_000,
        ruler_max_rules_per_rule_group: 60,
      },
      shop: { max_global_series_per_user: 200_000, ruler_max_rules_per_rule_group: 60 },
    },
  });
  expect(load(textOf('production/loki/runtime.yaml'))).toEqual({
    overrides: {
      'bank-1': { retention_period: '90d', ingestion_rate_mb: 4 },
      shop: { retention_period: '30d', ingestion_rate_mb: 4 },
    },
  });
  expect(textOf('production/tempo/overrides.yaml')).toContain('block_retention: "2160h"');
  expect(textOf('production/mimir/mimir.yaml')).toContain('multitenancy_enabled: true');
  expect(textOf('production/loki/loki.yaml')).toContain('auth_enabled: true');
});

test('an environment that says something of a tenant itself says it instead', () => {
  const own = live({ mimir: { ...SERVERS.mimir, limits: { 'bank-1': { series: 5 } } } });
  const text = textOf('production/mimir/runtime.yaml', compileModule({ ...bankAndShop, production: own }, TODAY) as typeof built);
  expect(text).toContain('max_global_series_per_user: 5');
  expect(text).not.toContain('100000');
});

test('samples go to the tenant whose job they are of', () => {
  const { remote_write: writes } = load(textOf('production/prometheus/prometheus.yml')) as { remote_write: object[] };
  expect(writes).toEqual(
    [
      ['bank', 'bank-1'],
      ['shop', 'shop'],
    ].map(([name, id]) => ({
      url: 'http://mimir:8080/api/v1/push',
      send_exemplars: true,
      headers: { 'X-Scope-OrgID': id },
      write_relabel_configs: [
        { source_labels: ['job'], regex: `${name}-api`, action: 'keep' },
        { target_label: 'tenant', replacement: name },
      ],
    })),
  );
});

test('every data source of a tenant asks in its name', () => {
  for (const server of ['prometheus', 'loki', 'tempo', 'alertmanager']) {
    const source = JSON.parse(textOf(`production-bank/grafana/datasources/${server}.json`));
    expect(source.jsonData.httpHeaderName1).toBe('X-Scope-OrgID');
    expect(source.secureJsonData).toEqual({ httpHeaderValue1: 'bank-1' });
  }
});

describe('targets', () => {
  const api = mimir({ url: 'https://mimir.example.org' });
  const { production } = bankAndShop;
  const common = target({ name: 'common', environment: production, mimir: files({ to: 'live/mimir' }) });
  const ofBank = target({ name: 'bank', environment: production, tenant: bankTenant, mimir: api });
  const { artifacts, derived } = compileModule({ ...bankAndShop, common, ofBank }, TODAY);
  const [bankTarget, commonTarget] = derived.estate.targets;

  test('one of a tenant carries what is its, in its name', () => {
    expect(bankTarget?.reach.mimir).toMatchObject({ by: 'mimir', tenant: 'bank-1' });
    const { wanted } = wantedBy(bankTarget as NonNullable<typeof bankTarget>, artifacts);
    expect(wanted.length).toBeGreaterThan(0);
    expect(JSON.stringify(wanted)).not.toMatch(/shop/i);
    expect(JSON.stringify(wanted)).toContain('tenant');
  });

  test('questions to one of a tenant go to the servers that keep it apart, in its name', () => {
    const aim = bankTarget as NonNullable<typeof bankTarget>;
    const asked = [engineOf(aim, 'prometheus'), engineOf(aim, 'loki'), engineOf(aim, 'tempo'), alertmanagerOf(aim)];
    expect(asked.map((one) => [one?.url, one?.headers['X-Scope-OrgID']])).toEqual([
      ['https://mimir.example.org/prometheus', 'bank-1'],
      ['http://loki:3100', 'bank-1'],
      ['http://tempo:3200', 'bank-1'],
      ['https://mimir.example.org/alertmanager', 'bank-1'],
    ]);
    const local = localTarget(aim.environment);
    expect(engineOf(local, 'prometheus')).toMatchObject({
      url: 'http://mimir:8080/prometheus',
      headers: { 'X-Scope-OrgID': 'bank-1' },
    });
    expect(['prometheus', 'alertmanager', 'loki', 'tempo'].map((one) => tenantWayOf(aim, one as 'loki'))).toEqual(
      Array(4).fill('header'),
    );
  });

  test('one without carries what all share', () => {
    const { wanted } = wantedBy(commonTarget as NonNullable<typeof commonTarget>, artifacts);
    expect(wanted.map(({ id }) => id).sort()).toEqual(['mimir.yaml', 'runtime.yaml']);
  });

  test.each([
    [
      'the rules of all',
      { environment: production, mimir: api },
      'tenant/wrong-target What mimir would be given is of single tenants: bank, shop.',
    ],
    [
      'the configuration of all to one',
      { environment: production, tenant: bankTenant, tempo: files({ to: 'live/tempo' }) },
      'tenant/wrong-target tempo of production is of all its tenants, not of bank.',
    ],
    [
      'another tenant than its own',
      { environment: production, tenant: bankTenant, mimir: mimir({ url: 'https://mimir.example.org', tenant: 'shop' }) },
      'tenant/wrong-target mimir is reached as shop, and the tenant is bank-1.',
    ],
    [
      'a tenant that is not there',
      { environment: live({ tenants: [bankTenant] }), tenant: shopTenant, mimir: api },
      'tenant/not-there production does not have the tenant shop.',
    ],
  ])('%s is an error', (_, options, message) => {
    expect(said({ production: options.environment, wrong: target({ name: 'wrong', ...options }) })).toContain(message);
  });
});

describe('what cannot be kept apart', () => {
  const more = service({ name: 'more', owner: bank.owner });
  const bakery = system({ name: 'bakery', owner: bank.owner });
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'an id with a slash',
      { other: tenant({ name: 'o', id: 'a/b' }) },
      'tenant/id Mimir, Loki and Tempo refuse the tenant "a/b".',
    ],
    ['an id of 151 letters', { other: tenant({ name: 'o', id: 'a'.repeat(151) }) }, 'tenant/id Mimir, Loki'],
    [
      'two of one id',
      { other: tenant({ name: 'other', id: 'shop' }) },
      'tenant/same-id other and shop are both shop to servers.',
    ],
    [
      'a service of two',
      { shopTenant: tenant({ name: 'thief', services: [bank.own] }) },
      'tenant/service-twice bank-api is of bank and of thief.',
    ],
    [
      'a service of none',
      { more: service({ name: 'more', owner: bankAndShop.platform }) },
      'tenant/service-of-none more is of none of the tenants of production: bank, shop.',
    ],
    [
      'one without limits',
      { production: live({ tenants: [bankTenant, shopTenant, tenant({ name: 'new', services: [more] })] }) },
      'tenant/without-limits production shares Mimir and Loki and Tempo with new',
    ],
    [
      'one that no environment has',
      { production: live({ tenants: [bankTenant] }) },
      'tenant/nowhere No environment has the tenant shop',
    ],
    [
      'one whose system has no service that is exported',
      { production: live({ tenants: [bankTenant, shopTenant, tenant({ name: 'new', systems: [bakery] })] }) },
      'tenant/without-services The tenant new has no service of the estate, so nothing of it is watched.',
    ],
    [
      'a Prometheus for all',
      { production: live({ mimir: undefined }) },
      'tenant/kept-together The tenants of production share a Prometheus',
    ],
    [
      'rules in the Prometheus of all',
      { production: live({ mimir: { ...SERVERS.mimir, rules: 'none' } }) },
      'tenant/kept-together Rules of all tenants',
    ],
    [
      'a fallback of the other',
      { routes: routing({ fallback: shop.owner.ticket }) },
      'tenant/foreign-receiver Alerts of bank are told to shop-people/ticket, of shop.',
    ],
    [
      'a board of nobody',
      {
        note: dashboard({
          name: 'n',
          title: 'N',
          sections: [section({ title: 'n', panels: [panel.text({ title: 'n', markdown: 'n' })] })],
        }),
      },
      'tenant/board-of-nobody N is of no service',
    ],
    [
      'an environment of that name',
      { other: environment({ name: 'production-bank' }) },
      'tenant/environment-name production of the tenant bank is called production-bank',
    ],
    [
      'boards of two in one Grafana',
      {
        targets: [bankTenant, shopTenant].map((one) =>
          target({
            name: one.name,
            environment: bankAndShop.production,
            tenant: one,
            grafana: api({ url: 'https://grafana.example.org' }),
          }),
        ),
      },
      'tenant/same-place What shop and bank have in grafana goes to one place.',
    ],
    [
      'a rule over the metric of the other',
      {
        spy: alert({
          service: shop.own,
          name: 'Spy',
          severity: 'warning',
          when: promql`sum(rate(${bank.requests}[5m])) > 3`,
          summary: 'Seen.',
        }),
      },
      'tenant/not-alone Without the other tenants, in shop alone: No service lists the metric http_requests_total.',
    ],
  ])('%s', (_, change, message) => {
    expect(said(change).filter((one) => one.startsWith(message))).not.toEqual([]);
  });

  test('the receiver of another is told where the routing was written', () => {
    const routes = routing({ fallback: shop.owner.ticket });
    const { diagnostics } = compileModule({ ...bankAndShop, routes }, TODAY);
    const found = diagnostics.filter(({ code }) => code === 'tenant/foreign-receiver');
    expect(found.map(({ origin }) => origin)).toEqual([routes]);
  });

  test('a word that no tenant has', () => {
    expect(said({ other: tenant({ name: 'other', service: [] } as never) })).toContainEqual(
      expect.stringContaining('`service` is no option of `tenant`.'),
    );
  });

  test('what is of nobody may be told to by all', () => {
    expect(said({ routes: routing({ fallback: nobody }) }).filter((one) => one.startsWith('tenant/'))).toEqual([]);
  });
});

describe('what others measure goes to the tenant it is of', () => {
  const collected = (more: object = {}) =>
    compileModule(
      { ...bankAndShop, production: live({ collector: collector({ version: '0.156' }), ...more }) },
      TODAY,
    ) as typeof built;

  test('what one declares of its traces samples nobody else', () => {
    const sampling = tail({ keepErrors: true, otherwise: '5%', decideAfter: '10s' });
    const ofBank = traces({ service: bank.own, propagation: ['tracecontext'], sampling });
    const built = compileModule(
      { ...bankAndShop, ofBank, production: live({ collector: collector({ version: '0.156' }) }) },
      TODAY,
    );
    const { processors } = load(textOf('production/collector/config.yaml', built)) as Sampling;
    const names = processors.tail_sampling.policies.map(({ name }) => name);
    expect(names).toEqual(['bank-api-errors', 'bank-api-rest', 'others']);
    expect(JSON.stringify(processors.tail_sampling)).not.toContain('shop');
  });

  test('through the collector, by the service of each resource', () => {
    const config = load(textOf('production/collector/config.yaml', collected())) as Collected;
    for (const signal of ['logs', 'metrics', 'traces']) {
      const routing = `routing/${signal}`;
      expect(config.service.pipelines[signal]?.exporters).toEqual([routing]);
      expect(config.connectors[routing]).toEqual({
        error_mode: 'ignore',
        table: ['bank', 'shop'].map((name) => ({
          context: 'resource',
          condition: `attributes["service.name"] == "${name}-api"`,
          pipelines: [`${signal}/tenant-${name}`],
        })),
      });
      const [exporter = ''] = config.service.pipelines[`${signal}/tenant-bank`]?.exporters ?? [];
      expect(config.exporters[exporter]?.headers).toEqual({ 'X-Scope-OrgID': 'bank-1' });
    }
  });

  test('what is of no tenant goes to whom the server is set to', () => {
    const set = collected({ loki: { ...SERVERS.loki, tenant: 'ops' } });
    const config = load(textOf('production/collector/config.yaml', set)) as Collected;
    expect(config.connectors['routing/logs']?.default_pipelines).toEqual(['logs/tenant-others']);
    expect(config.exporters['otlp_http/loki-others']?.headers).toEqual({ 'X-Scope-OrgID': 'ops' });
    expect(config.connectors['routing/traces']?.default_pipelines).toBeUndefined();
  });

  test('from Loki and Tempo to the Mimir, and to its Alertmanager', () => {
    expect(textOf('production/loki/loki.yaml')).toContain('url: http://mimir:8080/api/v1/push');
    expect(textOf('production/loki/loki.yaml')).toContain('alertmanager_url: http://mimir:8080/alertmanager');
    expect(textOf('production/prometheus/prometheus.yml')).not.toContain('enable-remote-write-receiver');
  });
});

interface Collected {
  readonly connectors: Readonly<Record<string, { readonly default_pipelines?: readonly string[] }>>;
  readonly exporters: Readonly<Record<string, { readonly headers: object }>>;
  readonly service: { readonly pipelines: Readonly<Record<string, { readonly exporters: readonly string[] }>> };
}
