import { outcome } from '../../kernel/outcome.ts';
import type { KubernetesServer } from '../../model/environment.ts';
import { alertmanagerConfig } from '../alertmanager-config/index.ts';
import { alertmanagerTemplates } from '../alertmanager-templates/index.ts';
import { collectorConfig } from '../collector-config/index.ts';
import type { ArtifactKind, CompileInput, Draft } from '../kind.ts';
import { type ObjectFile, objectDraft, objectKind } from '../kubernetes-object.ts';
import { lokiConfig } from '../loki-config/index.ts';
import { lokiRules } from '../loki-rules/index.ts';
import { prometheusConfig } from '../prometheus-config/index.ts';
import { prometheusRules } from '../prometheus-rules/index.ts';
import { tempoConfig } from '../tempo-config/index.ts';

/** The label by which the sidecar of Loki's Helm chart finds rules. https://grafana.com/docs/loki/latest/setup/install/helm/reference/ */
const LOKI_RULE = { loki_rule: '' };

interface Mounted {
  readonly kind: ArtifactKind;
  readonly labels?: Readonly<Record<string, string>>;
  /** @default always: no operator takes these files */
  readonly when?: (server: KubernetesServer) => boolean;
}

const MOUNTED = [
  { kind: alertmanagerConfig, when: ({ alertmanager }: KubernetesServer) => alertmanager === 'files' },
  { kind: alertmanagerTemplates },
  { kind: collectorConfig },
  { kind: lokiConfig },
  { kind: lokiRules, labels: LOKI_RULE },
  { kind: prometheusConfig, when: ({ prometheus }: KubernetesServer) => prometheus === 'files' },
  { kind: prometheusRules, when: ({ prometheus }: KubernetesServer) => prometheus === 'files' },
  { kind: tempoConfig },
] as unknown as readonly Mounted[]; // each prints only what it compiled

/**
 * `kubernetes/configmaps/<name>.yaml`: a file that a server reads from a mounted volume, one a ConfigMap.
 * https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export const kubernetesConfigMaps = objectKind('kubernetes-config-maps', (input, server) =>
  outcome(
    MOUNTED.filter(({ when = () => true }) => when(server)).flatMap(({ kind, labels = {} }) =>
      // what is wrong with a file is said where it is compiled for its server
      kind.compile(input).value.map((file) => mounted(file, kind, labels, input, server)),
    ),
  ),
);

function mounted(
  file: Draft<unknown>,
  { print }: ArtifactKind,
  labels: Readonly<Record<string, string>>,
  { environment }: CompileInput,
  server: KubernetesServer,
): Draft<ObjectFile> {
  const { path, from } = file;
  const key = path.slice(path.lastIndexOf('/') + 1);
  // dots for slashes: no part of a path before its last has one
  const name = path.replace(/\.[a-z]+$/, '').replaceAll('/', '.');
  return objectDraft(environment, server, {
    kind: 'ConfigMap',
    name,
    from,
    labels,
    make: () => ({ data: { [key]: print(file.content) } }),
  });
}
