import { printYaml } from '../../kernel/yaml.ts';
import type { ArtifactKind } from '../kind.ts';
import { compileAlerting } from './compile.ts';
import type { AlertingFile } from './wire.ts';

/** The alerts as rules that Grafana evaluates, for `grafana({ managedAlerts: true })`. */
export const grafanaAlerting: ArtifactKind<AlertingFile> = {
  kind: 'grafana-alerting',
  server: 'grafana',
  compile: compileAlerting,
  print: ({ header, content }) => printYaml(content, { header }),
  comparable: ({ content }) => content,
  applyAfter: ['grafana-provisioning'],
};
