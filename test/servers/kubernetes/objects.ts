import type { Artifact } from '../../../src/artifacts/kind.ts';
import { artifactKinds } from '../../../src/artifacts/kinds.ts';
import { connectionTo, type Tls } from '../../../src/model/connection.ts';
import type { Environment, KubernetesServer } from '../../../src/model/environment.ts';
import type { Target } from '../../../src/model/target.ts';
import { artifact, environmentNamed, targetOf } from '../../unit/targets/samples.ts';

/** The order in which kinds are applied. */
export const KINDS = artifactKinds.map(({ kind, applyAfter }) => ({ kind, applyAfter }));

/** An environment `production` in a namespace of a cluster. */
export function clusterNamed(namespace: string, more: Partial<KubernetesServer> = {}): Environment {
  const environment = environmentNamed();
  const kubernetes: KubernetesServer = {
    version: '1.36',
    url: '',
    origin: {},
    namespace,
    createNamespace: false,
    labels: {},
    overlay: false,
    helm: false,
    monitors: new Map(),
    prometheus: 'operator',
    alertmanager: 'operator',
    grafana: 'operator',
    contactPoints: false,
    grafanaInstance: {},
    secrets: 'alertmanager-secrets',
    objects: 'all',
    takeFrom: [],
    ...more,
  };
  return { ...environment, servers: { ...environment.servers, kubernetes } };
}

export function live(url: string, environment: Environment, tls?: Tls): Target {
  return targetOf(
    { kubernetes: { by: 'api', connection: connectionTo(url, { token: { kind: 'secret', env: 'TOKEN' }, tls }) } },
    environment,
  );
}

const LABELS = { 'app.kubernetes.io/managed-by': 'signalbox', 'signalbox/environment': 'production' };

/** A PrometheusRule with two groups, as it is compiled. */
export function ruleObject(
  namespace: string,
  name: string,
  expr = 'vector(1)',
  labels: Record<string, string> = LABELS,
): Artifact {
  const spec = {
    groups: [
      { name: 'first', interval: '30s', rules: [{ record: 'a:b', expr }] },
      { name: 'second', rules: [{ alert: 'X', expr: 'vector(1) > 0', for: '5m', labels: { severity: 'warning' } }] },
    ],
  };
  return objectArtifact('kubernetes-rules', 'monitoring.coreos.com/v1', 'PrometheusRule', { name, namespace, labels }, { spec });
}

export function monitor(namespace: string, name: string): Artifact {
  const endpoints = [{ targetPort: 9464, relabelings: [{ action: 'replace', targetLabel: 'job', replacement: name }] }];
  const spec = { selector: { matchLabels: { app: name } }, endpoints };
  return objectArtifact(
    'kubernetes-monitors',
    'monitoring.coreos.com/v1',
    'ServiceMonitor',
    { name, namespace, labels: LABELS },
    { spec },
  );
}

export function configMap(namespace: string, name: string, data: Record<string, string>): Artifact {
  return objectArtifact('kubernetes-config-maps', 'v1', 'ConfigMap', { name, namespace, labels: LABELS }, { data });
}

function objectArtifact(
  kind: string,
  apiVersion: string,
  of: string,
  metadata: { readonly name: string; readonly namespace: string; readonly labels: object },
  rest: object,
): Artifact {
  const content = { object: { apiVersion, kind: of, metadata, ...rest }, header: [], comments: new Map() };
  return artifact(`kubernetes/${of}/${metadata.name}.yaml`, '', { server: 'kubernetes', kind, content });
}

/** The object of an artifact. */
export function bodyOf({ content }: Artifact): Record<string, unknown> {
  return (content as { readonly object: Record<string, unknown> }).object; // as made above
}

export function pathOf(namespace: string, name: string, plural = 'prometheusrules'): string {
  const root = plural === 'configmaps' ? '/api/v1' : '/apis/monitoring.coreos.com/v1';
  return `${root}/namespaces/${namespace}/${plural}/${name}`;
}
