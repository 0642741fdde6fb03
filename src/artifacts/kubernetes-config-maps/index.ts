import { outcome } from '../../kernel/outcome.ts';
import type { Environment, KubernetesServer, Servers } from '../../model/environment.ts';
import { rulesTenant } from '../../model/sharing.ts';
import { alertmanagerConfig } from '../alertmanager-config/index.ts';
import { alertmanagerTemplates } from '../alertmanager-templates/index.ts';
import { collectorConfig } from '../collector-config/index.ts';
import { type ArtifactKind, type CompileInput, type Draft, isWrittenFor } from '../kind.ts';
import { type ObjectFile, objectDraft, objectKind } from '../kubernetes-object.ts';
import { lokiConfig } from '../loki-config/index.ts';
import { lokiRules } from '../loki-rules/index.ts';
import { prometheusConfig } from '../prometheus-config/index.ts';
import { prometheusRules } from '../prometheus-rules/index.ts';
import { tempoConfig } from '../tempo-config/index.ts';

/** The label by which the sidecar of Loki's Helm chart finds rules. https://grafana.com/docs/loki/latest/setup/install/helm/reference/ */
const LOKI_RULE = { loki_rule: '' };
/** The folder below its own into which that sidecar puts a file. https://github.com/kiwigrid/k8s-sidecar */
const FOLDER = 'k8s-sidecar-target-directory';

interface Mounted {
  readonly kind: ArtifactKind;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: (servers: Servers) => Readonly<Record<string, string>>;
  /** @default always: no operator takes these files */
  readonly when?: (server: KubernetesServer) => boolean;
}

const MOUNTED = [
  { kind: alertmanagerConfig, when: ({ alertmanager }: KubernetesServer) => alertmanager === 'files' },
  { kind: alertmanagerTemplates },
  { kind: collectorConfig },
  { kind: lokiConfig },
  { kind: lokiRules, labels: LOKI_RULE, annotations: (servers: Servers) => ({ [FOLDER]: rulesTenant(servers) }) },
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
    MOUNTED.filter((one) => isMounted(one, input.environment, server)).flatMap((one) =>
      // what is wrong with a file is said where it is compiled for its server
      one.kind.compile(input).value.map((file) => mounted(file, one, input, server)),
    ),
  ),
);

/** What a tenant has besides is for servers that have no volumes of its: its Alertmanager of the Mimir takes it by its API. */
function isMounted({ kind, when = () => true }: Mounted, environment: Environment, server: KubernetesServer): boolean {
  if (environment.share && kind.of !== 'each-tenant') return false;
  return isWrittenFor(kind, environment) && when(server);
}

function mounted(
  file: Draft<unknown>,
  { annotations, kind: { print }, labels = {} }: Mounted,
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
    make: () => ({
      ...(annotations && { annotations: annotations(environment.servers) }),
      data: { [key]: print(file.content) },
    }),
  });
}
