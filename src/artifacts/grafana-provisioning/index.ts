import { printYaml } from '../../kernel/yaml.ts';
import type { ArtifactKind } from '../kind.ts';
import { compileProvisioning, type ProvisioningFile } from './compile.ts';

/** Data sources and dashboard providers as files, for a Grafana that is deployed without its API. */
export const grafanaProvisioning: ArtifactKind<ProvisioningFile> = {
  kind: 'grafana-provisioning',
  server: 'grafana',
  of: 'each-tenant',
  compile: compileProvisioning,
  print: ({ header, content }) => printYaml(content, { header }),
  comparable: ({ content }) => content,
  applyAfter: ['grafana-dashboard'],
};
