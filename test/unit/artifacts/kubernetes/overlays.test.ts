import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { promql } from '../../../../src/authored/query.ts';
import type { KubernetesOptions } from '../../../../src/define/kubernetes.ts';
import { resolveAll } from '../../../support/estate.ts';
import { queue, warned } from '../../../support/shop.ts';
import { filesBelow, twoEnvironments } from './overlays.ts';

const stuck = warned(promql`${queue} > 5`);
const shop = (options: Partial<KubernetesOptions> = {}) => twoEnvironments(options, { stuck });

interface Kustomization {
  readonly resources: readonly string[];
  readonly [field: string]: unknown;
}
function kustomization(files: Readonly<Record<string, string>>, folder: string): Kustomization {
  return load(files[`${folder}/kustomization.yaml`] ?? '') as Kustomization; // our own
}

describe('overlays of Kustomize', () => {
  it('share what is the same in all environments, and have what is not', () => {
    const files = filesBelow(shop());
    const base = kustomization(files, 'base');
    expect(base.resources).toContain('prometheusrules/checkout.yaml');
    expect(load(files['base/prometheusrules/checkout.yaml'] ?? '')).toMatchObject({
      metadata: { name: 'checkout', labels: { 'signalbox/service': 'checkout' } },
    });
    expect(files['base/prometheusrules/checkout.yaml']).not.toMatch(/namespace:|signalbox\/environment|live|staging/);
    const { resources, ...settings } = kustomization(files, 'overlays/live');
    expect(settings).toEqual({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      namespace: 'monitoring',
      namePrefix: 'signalbox-live-',
      labels: [{ pairs: { release: 'live', 'signalbox/environment': 'live' } }],
      configurations: ['names.yaml'],
    });
    // the addresses of the two Grafanas' data sources are not the same
    expect(resources[0]).toBe('../../base');
    expect(resources).toContain('grafanadatasources/prometheus.yaml');
    expect(base.resources).not.toContain('grafanadatasources/prometheus.yaml');
  });

  it('name every file once, and every name is a file', () => {
    const files = filesBelow(shop());
    const named = ['base', 'overlays/live', 'overlays/staging'].flatMap((folder) => [
      ...kustomization(files, folder)
        .resources.filter((one) => one !== '../../base')
        .map((one) => `${folder}/${one}`),
      `${folder}/kustomization.yaml`,
      ...(folder === 'base' ? [] : [`${folder}/names.yaml`]),
    ]);
    expect(Object.keys(files).sort()).toEqual(named.sort());
  });

  it('are written only for environments that say so', () => {
    expect(filesBelow(shop({ overlay: false }))).toEqual({});
  });

  it('are the same bytes whatever the order of the definitions', () => {
    const turned = Object.fromEntries(Object.entries(shop()).toReversed());
    expect(filesBelow(turned)).toEqual(filesBelow(shop()));
    expect(resolveAll(shop()).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
