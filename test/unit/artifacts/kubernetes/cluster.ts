import { load } from 'js-yaml';
import type { Artifact } from '../../../../src/artifacts/kind.ts';
import type { KubernetesObject } from '../../../../src/artifacts/kubernetes-object.ts';
import { type EnvironmentOptions, environment, prometheus } from '../../../../src/define/environment.ts';
import { type KubernetesOptions, kubernetes } from '../../../../src/define/kubernetes.ts';
import { base, resolveAll } from '../../../support/estate.ts';
import { checkout } from '../../../support/shop.ts';

export const monitors = [{ service: checkout, services: { app: 'checkout' } }] as const;

/** The shop in an environment `live` with a cluster. */
export function inCluster(options: Partial<KubernetesOptions> = {}, servers: object = {}, more: object = {}): object {
  const given = {
    name: 'live',
    prometheus: prometheus({ version: '3.15', retention: '90d' }),
    kubernetes: kubernetes({ version: '1.36', namespace: 'monitoring', monitors, ...options }),
    runbooks: 'https://runbooks.example.org',
    ...servers,
  };
  const live = environment(given as EnvironmentOptions<never, never, never, never, never, never, never, never>); // what each test needs
  return { payments: base.payments, routes: base.routes, checkout, live, ...more };
}

/** The objects of the cluster, by their paths below `kubernetes/`. */
export function objectsOf(definitions: object): Readonly<Record<string, KubernetesObject>> {
  const ours = resolveAll(definitions).artifacts.filter(
    ({ server, kind }) => server === 'kubernetes' && !/^kubernetes-(kust|helm)/.test(kind),
  );
  return Object.fromEntries(ours.map((one) => [one.path.slice('kubernetes/'.length), objectOf(one)]));
}

function objectOf({ text }: Artifact): KubernetesObject {
  return load(text) as KubernetesObject; // read by another reader than our printer's
}
