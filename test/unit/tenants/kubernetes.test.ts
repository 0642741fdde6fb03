import { load } from 'js-yaml';
import { alertmanager, api, environment, files, kubernetes, secret, target } from 'signalbox';
import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../src/artifacts/kubernetes-object.ts';
import type { KubernetesOptions } from '../../../src/define/kubernetes.ts';
import { compileModule } from '../../../src/program.ts';
import { wantedBy } from '../../../src/targets/wanted-by.ts';
import { bankAndShop, bankTenant, SERVERS, shopTenant } from '../../support/tenants/bank-and-shop.ts';
import { monitors, tenantsInCluster } from '../../support/tenants/in-cluster.ts';

const TODAY = '2026-11-22';
const built = (options: Partial<KubernetesOptions> = {}, servers: object = {}) =>
  compileModule(tenantsInCluster(options, servers), TODAY);
const cluster = environment({
  name: 'production',
  ...SERVERS,
  kubernetes: kubernetes({ version: '1.36', namespace: 'm', monitors }),
  tenants: [bankTenant, shopTenant],
});
type Built = ReturnType<typeof built>;
function objectsIn({ artifacts }: Built, name: string): readonly KubernetesObject[] {
  const own = artifacts.filter((one) => one.environment === name && /^kubernetes\/\w+\//.test(one.path));
  return own.map(({ text }) => load(text) as KubernetesObject); // of a cluster
}
const kindsIn = (of: Built, name: string) => [...new Set(objectsIn(of, name).map(({ kind }) => kind))].sort();

describe('tenants in a cluster', () => {
  const one = built();

  test.each<[string, Partial<KubernetesOptions>]>([
    ['by operators', {}],
    ['by sidecars and charts', { grafana: 'sidecar', helm: true }],
    ['in overlays', { overlay: true }],
  ])('compile without an error: %s', (_, options) => {
    const errors = built(options).diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  test('what all share is in the part of all, with the label of whose it is', () => {
    expect(kindsIn(one, 'production')).toEqual(['ConfigMap', 'ServiceMonitor']);
    const labels = objectsIn(one, 'production').flatMap(({ kind, metadata }) =>
      kind === 'ServiceMonitor' ? [metadata.labels['signalbox/tenant']] : [],
    );
    expect(labels).toEqual(['bank', 'shop']);
  });

  test('what one has is in its part, goes to its Grafana, and holds nothing of another', () => {
    expect(kindsIn(one, 'production-bank')).toEqual([
      'ConfigMap',
      'GrafanaDashboard',
      'GrafanaDatasource',
      'GrafanaFolder',
      'ScaledObject',
    ]);
    for (const { kind, metadata, spec } of objectsIn(one, 'production-bank')) {
      expect(metadata.labels).toMatchObject({ 'signalbox/tenant': 'bank', 'signalbox/environment': 'production-bank' });
      const instanceSelector = { matchLabels: { dashboards: 'grafana', 'signalbox/tenant': 'bank' } };
      if (kind.startsWith('Grafana')) expect(spec).toMatchObject({ instanceSelector });
    }
    const given = one.artifacts.filter(({ environment: name }) => name === 'production-bank');
    expect(given.filter(({ path, text }) => /shop/i.test(`${path}${text}`))).toEqual([]);
  });

  test('data sources and replicas ask in its name', () => {
    const objects = objectsIn(one, 'production-bank');
    const sources = objects.filter(({ kind }) => kind === 'GrafanaDatasource');
    expect(sources).toHaveLength(4);
    for (const { spec } of sources) expect(JSON.stringify(spec)).toContain('"secureJsonData":{"httpHeaderValue1":"bank-1"}');
    expect(objects.find(({ kind }) => kind === 'ScaledObject')?.spec).toMatchObject({
      triggers: [{ metadata: { serverAddress: 'http://mimir:8080/prometheus', customHeaders: 'X-Scope-OrgID=bank-1' } }],
    });
  });

  test('a sidecar, and the values of its chart, look for the name', () => {
    const other = built({ grafana: 'sidecar', helm: true });
    const maps = objectsIn(other, 'production-bank').flatMap(({ metadata }) => metadata.labels['grafana_dashboard'] ?? []);
    expect(new Set(maps)).toEqual(new Set(['bank']));
    const values = (name: string) =>
      other.artifacts.filter(({ environment: of, path }) => of === name && path.startsWith('helm/'));
    expect(values('production').map(({ path }) => path)).toEqual(['helm/kube-prometheus-stack.yaml', 'helm/loki.yaml']);
    const [grafanaValues, ...more] = values('production-bank');
    expect(more).toEqual([]);
    expect(load(grafanaValues?.text ?? '')).toMatchObject({
      fullnameOverride: 'grafana-bank',
      sidecar: { dashboards: { label: 'grafana_dashboard', labelValue: 'bank' } },
    });
  });

  test('an Alertmanager that is of everybody has one object, that of a Mimir none', () => {
    const common = built({}, { alertmanager: alertmanager({ version: '0.34' }) });
    expect(kindsIn(common, 'production')).toContain('AlertmanagerConfig');
    expect(kindsIn(common, 'production-bank')).not.toContain('AlertmanagerConfig');
    const filed = built({ alertmanager: 'files' }, { alertmanager: alertmanager({ version: '0.34' }) });
    const named = (name: string) => objectsIn(filed, name).map(({ metadata }) => metadata.name);
    expect(named('production')).toContain('signalbox-production-alertmanager.alertmanager');
    expect(named('production-bank').filter((name) => name.includes('alertmanager.alert'))).toEqual([]);
  });

  test('overlays of each have a base of their own', () => {
    const { artifacts } = built({ overlay: true });
    const folders = artifacts.flatMap(({ environment: of, path }) =>
      of === 'kustomize' && path.endsWith('kustomization.yaml') ? [path] : [],
    );
    expect(folders.map((path) => path.replace('/kustomization.yaml', '')).sort()).toEqual([
      'base',
      'base-bank',
      'base-shop',
      'overlays/production',
      'overlays/production-bank',
      'overlays/production-shop',
    ]);
  });

  test('a target of one carries its objects, and two in one cluster do not meet', () => {
    const way = { kubernetes: api({ url: 'https://cluster.example.org', token: secret.env('CLUSTER') }) };
    const targets = {
      common: target({ name: 'common', environment: cluster, ...way }),
      one: target({ name: 'one', environment: cluster, tenant: bankTenant, ...way }),
      two: target({ name: 'two', environment: cluster, tenant: shopTenant, ...way }),
    };
    const { artifacts, derived, diagnostics } = compileModule({ ...bankAndShop, production: cluster, ...targets }, TODAY);
    expect(diagnostics.filter(({ code }) => code.startsWith('tenant/'))).toEqual([]);
    const found = derived.estate.targets.find(({ name }) => name === 'one');
    const { wanted } = wantedBy(found as NonNullable<typeof found>, artifacts);
    expect(wanted.length).toBeGreaterThan(5);
    expect(JSON.stringify(wanted)).not.toMatch(/shop/i);
  });

  test('two in one folder do', () => {
    const way = { kubernetes: files({ to: 'live/cluster' }) };
    const targets = [bankTenant, shopTenant].map((of) => target({ name: of.name, environment: cluster, tenant: of, ...way }));
    const { diagnostics } = compileModule({ ...bankAndShop, production: cluster, targets }, TODAY);
    expect(diagnostics.map(({ code }) => code)).toContain('tenant/same-place');
  });

  test('rules of Loki lie in the folder of whose they are', () => {
    const maps = objectsIn(one, 'production-bank').filter(({ kind }) => kind === 'ConfigMap');
    expect(maps.map(({ metadata: { annotations, labels } }) => [annotations, labels['loki_rule']])).toEqual([
      [{ 'k8s-sidecar-target-directory': 'bank-1' }, ''],
    ]);
  });
});

test('environment/reserved-name', () => {
  const { diagnostics } = compileModule({ other: environment({ name: 'kustomize' }) }, TODAY);
  expect(diagnostics.map(({ code }) => code)).toContain('environment/reserved-name');
  const fine = compileModule({ other: environment({ name: 'customize' }) }, TODAY);
  expect(fine.diagnostics.map(({ code }) => code)).not.toContain('environment/reserved-name');
});
