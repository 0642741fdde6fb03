import { describe, expect, it } from 'vitest';
import type { Environment } from '../../../src/define/environment.ts';
import { type KubeconfigOptions, kubeconfig, target } from '../../../src/define/target.ts';
import { codesOf, withCode } from '../../support/estate.ts';
import { checkout } from '../../support/shop.ts';
import { inCluster } from '../artifacts/kubernetes/cluster.ts';

const of = (settings: object) => codesOf(inCluster(settings)).filter((code) => code.startsWith('kubernetes/'));

describe('the settings of a cluster', () => {
  it('are accepted as they should be', () => {
    const labels = { release: 'prometheus', 'example.org/team': 'a.b_c-d', empty: '' };
    expect(of({ labels, createNamespace: true, grafana: 'sidecar', secrets: 'paging', takeFrom: ['kubectl-edit'] })).toEqual([]);
  });

  it.each([
    [{ namespace: 'Monitoring' }, 'kubernetes/name'],
    [{ namespace: 5 }, 'kubernetes/name'],
    [{ namespace: 'a'.repeat(64) }, 'kubernetes/name'],
    [{ secrets: 'a/b' }, 'kubernetes/name'],
    [{ labels: { 'signalbox/environment': 'other' } }, 'kubernetes/label'],
    [{ labels: { '-a': 'b' } }, 'kubernetes/label'],
    [{ labels: { 'UPPER/a': 'b' } }, 'kubernetes/label'],
    [{ labels: { a: 'b c' } }, 'kubernetes/label'],
    [{ labels: { a: 1 } }, 'kubernetes/label'],
    [{ labels: ['a'] }, 'kubernetes/setting'],
    [{ createNamespace: 'yes' }, 'kubernetes/setting'],
    [{ prometheus: 'helm' }, 'kubernetes/setting'],
    [{ grafana: null }, 'kubernetes/setting'],
    [{ takeFrom: 'kubectl' }, 'kubernetes/setting'],
    [{ monitors: [{ service: checkout, services: { a: 'b' }, namespaces: [] }] }, 'kubernetes/setting'],
    [{ monitors: [{ service: checkout, services: { a: 'b' }, namespaces: ['A'] }] }, 'kubernetes/name'],
    [{ monitors: [{ service: checkout, services: {} }] }, 'kubernetes/monitor'],
    [{ monitors: [{ service: checkout }] }, 'kubernetes/monitor'],
    [{ monitors: [{ service: checkout, services: { a: 'b' }, pods: { a: 'b' } }] }, 'kubernetes/monitor'],
    [{ monitors: [{ service: checkout, services: { a: 'b' }, port: 9464 }] }, 'kubernetes/monitor'],
  ])('the wrong setting number %# is told', (settings, code) => {
    expect(of(settings)).toEqual([code]);
  });

  it('a setting there is not is told', () => {
    expect(codesOf(inCluster({ namspace: 'x' } as object))).toContain('definition/unknown-option');
  });

  it('a file of kubectl has a path, and perhaps a context', () => {
    const reached = (options: object) => {
      const definitions = inCluster();
      const { live } = definitions as { readonly live: Environment<'kubernetes'> }; // it has one
      const way = target({ name: 'there', environment: live, kubernetes: kubeconfig(options as KubeconfigOptions) });
      return withCode({ ...definitions, way }, 'definition/wrong-value').map(({ message }) => message);
    };
    expect(reached({ path: 'config' })).toEqual([]);
    expect(reached({ path: 5 })).toEqual(['`kubernetes.path` is 5.']);
    expect(reached({ path: 'config', context: '' })).toEqual(['`kubernetes.context` is "".']);
  });

  it('a list that is none, and a service that is none, are told with what to write', () => {
    expect(of({ monitors: 'all' })).toContain('kubernetes/setting');
    expect(codesOf(inCluster({ monitors: [null, { service: undefined, services: { a: 'b' } }] as never }))).toContain(
      'definition/undefined-reference',
    );
    const twice = {
      monitors: [
        { service: checkout, services: { a: 'b' } },
        { service: checkout, pods: { a: 'b' } },
      ] as const,
    };
    expect(withCode(inCluster(twice), 'kubernetes/monitor').map(({ message }) => message)).toEqual([
      'checkout is monitored twice.',
    ]);
  });
});
