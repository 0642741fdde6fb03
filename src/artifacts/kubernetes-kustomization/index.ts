import { outcome } from '../../kernel/outcome.ts';
import { type ConfigFile, headerLines, printConfig } from '../header.ts';
import type { ArtifactKind } from '../kind.ts';
import { objectsBelow } from './objects.ts';

/**
 * `kubernetes/kustomization.yaml`: all objects of the environment, for `kubectl apply -k`.
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export const kubernetesKustomization: ArtifactKind<ConfigFile<object>> = {
  kind: 'kubernetes-kustomization',
  server: 'kubernetes',
  compile(input) {
    if (!input.environment.servers.kubernetes) return outcome([]);
    const resources = objectsBelow(input).map(({ path }) => path);
    const config = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
    const content = { header: headerLines(input.environment), config };
    return outcome([{ path: 'kubernetes/kustomization.yaml', from: [input.environment.address], content }]);
  },
  print: printConfig,
  comparable: ({ config }) => config,
  applyAfter: [],
};
