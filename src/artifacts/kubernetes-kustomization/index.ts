import { outcome } from '../../kernel/outcome.ts';
import { type ConfigFile, headerLines, printConfig } from '../header.ts';
import type { ArtifactKind, CompileInput } from '../kind.ts';
import { kubernetesAlertmanager } from '../kubernetes-alertmanager/index.ts';
import { kubernetesConfigMaps } from '../kubernetes-config-maps/index.ts';
import { kubernetesGrafana } from '../kubernetes-grafana/index.ts';
import { kubernetesGrafanaAlerting } from '../kubernetes-grafana-alerting/index.ts';
import { kubernetesMonitors } from '../kubernetes-monitors/index.ts';
import { kubernetesRules } from '../kubernetes-rules/index.ts';
import { kubernetesScaling } from '../kubernetes-scaling/index.ts';

const OBJECTS = [
  kubernetesAlertmanager,
  kubernetesConfigMaps,
  kubernetesGrafana,
  kubernetesGrafanaAlerting,
  kubernetesMonitors,
  kubernetesRules,
  kubernetesScaling,
];
const FOLDER = 'kubernetes/';

/**
 * `kubernetes/kustomization.yaml`: all objects of the environment, for `kubectl apply -k` and as a base for overlays.
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export const kubernetesKustomization: ArtifactKind<ConfigFile<object>> = {
  kind: 'kubernetes-kustomization',
  server: 'kubernetes',
  compile(input) {
    if (!input.environment.servers.kubernetes) return outcome([]);
    const resources = pathsOf(input);
    const config = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
    const content = { header: headerLines(input.environment), config };
    return outcome([{ path: `${FOLDER}kustomization.yaml`, from: [input.environment.address], content }]);
  },
  print: printConfig,
  comparable: ({ config }) => config,
  applyAfter: [],
};

function pathsOf(input: CompileInput): string[] {
  return OBJECTS.flatMap((kind) => kind.compile(input).value.map(({ path }) => path.slice(FOLDER.length))).sort();
}
