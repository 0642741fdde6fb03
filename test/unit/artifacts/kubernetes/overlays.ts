import { environment, grafana, prometheus } from '../../../../src/define/environment.ts';
import { type KubernetesOptions, kubernetes } from '../../../../src/define/kubernetes.ts';
import { base, resolveAll } from '../../../support/estate.ts';
import { checkout } from '../../../support/shop.ts';
import { monitors } from './cluster.ts';

/** The shop in two clusters, which differ in namespace, labels and addresses. */
export function twoEnvironments(options: Partial<KubernetesOptions> = {}, more: object = {}): object {
  const made = (name: string, namespace: string) =>
    environment({
      name,
      prometheus: prometheus({ version: '3.15', retention: '90d', url: `http://prometheus.${name}:9090` }),
      grafana: grafana({ version: '12.4', url: 'https://grafana.example.org', managedAlerts: true }),
      kubernetes: kubernetes({ version: '1.36', namespace, monitors, labels: { release: name }, overlay: true, ...options }),
      runbooks: 'https://runbooks.example.org',
    });
  const live = made('live', 'monitoring');
  const staging = made('staging', 'monitoring-staging');
  return { payments: base.payments, routes: base.routes, checkout, live, staging, ...more };
}

/** The files of `generated/kustomize`. */
export function filesBelow(definitions: object): Readonly<Record<string, string>> {
  const ours = resolveAll(definitions).artifacts.filter(({ kind }) => kind === 'kubernetes-kustomize');
  return Object.fromEntries(ours.map(({ path, text }) => [path, text]));
}
